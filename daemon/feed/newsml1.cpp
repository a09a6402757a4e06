// NewsML 1.x. Components nest as deeply as a provider likes; their parts are met in the order of the document, by a
// walk that keeps no stack.
#include "newsml1.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "links.hpp"
#include "nitf.hpp"
#include "people.hpp"
#include "tenbells/text/html_text.hpp"
#include "wire_elements.hpp"
#include "wire_html.hpp"
#include "wire_values.hpp"

namespace tb::feed {

namespace {

constexpr std::array<std::string_view, 6> kStoryRoles{"", "main", "body", "story", "text", "article"};
constexpr std::array<std::string_view, 4> kSummaryRoles{"abstract", "summary", "subheadline", "teaser"};
constexpr std::array<std::string_view, 3> kSubjects{"subject", "subjectmatter", "subjectdetail"};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::ranges::any_of(names, [&](std::string_view known) { return same_name(known, name); });
}

std::string_view formal_name(pugi::xml_node element) {
  return attribute_of(element, "FormalName");
}

class NewsMl1Item {
 public:
  NewsMl1Item(const Reading& reading, Entry& entry) : reading_(reading), entry_(entry), wire_(entry.wire.emplace()) {}

  // The public identifier ends with the revision: without it, the revisions of one item have one guid.
  void read_identity(pugi::xml_node identification) {
    const pugi::xml_node id = child_named(identification, "NewsIdentifier");
    const std::string provider = value(child_named(id, "ProviderId"));
    const std::string item = value(child_named(id, "NewsItemId"));
    wire_.version = value(child_named(id, "RevisionId"));
    entry_.guid = value(child_named(id, "PublicIdentifier"));
    if (!provider.empty() && !item.empty()) {
      entry_.guid = fmt::format("urn:newsml:{}:{}:{}", provider, value(child_named(id, "DateId")), item);
    }
  }

  void read_management(pugi::xml_node management) {
    set_status(wire_, formal_name(child_named(management, "Status")), reading_.warnings);
    set_urgency(wire_, formal_name(child_named(management, "Urgency")), reading_.warnings);
    for (const pugi::xml_node child : management.children()) {
      const std::string_view local = local_part(child.name());
      if (same_name(local, "DerivedFrom")) add_code(wire_.replaces, attribute_of(child, "NewsItem"));
      if (same_name(local, "Instruction")) add_code(wire_.signals, formal_name(child));
    }
    const std::string first = value(child_named(management, "FirstCreated"));
    const std::string revision = value(child_named(management, "ThisRevisionCreated"));
    set_dates(entry_, {first, revision}, {revision}, reading_.limits, reading_.warnings);
    const pugi::xml_node change = child_named(management, "StatusWillChange");
    const bool embargoed = same_name(formal_name(child_named(management, "Status")), "Embargoed");
    if (embargoed && change) set_embargo(wire_, value(child_named(change, "DateAndTime")), reading_.warnings);
  }

  /// Whether the inside is to be visited too.
  bool visit(pugi::xml_node node) {
    if (node.type() != pugi::node_element) return false;
    const std::string_view local = local_part(node.name());
    if (same_name(local, "NewsItem")) return false;
    if (same_name(local, "NewsLines")) return read_lines(node), false;
    if (same_name(local, "ContentItem")) return read_content(node), false;
    if (same_name(local, "Language") && entry_.language.empty()) {
      entry_.language = as_value(formal_name(node), reading_.limits, reading_.warnings);
    }
    if (is_one_of(kSubjects, local)) add_code(wire_.codes, formal_name(node));
    // <Property FormalName="IndustryKeywords" Value="…"/>: providers name the kinds, but they name them so.
    if (same_name(local, "Property") && formal_name(node).find("Keyword") != std::string_view::npos) {
      add_once(entry_.categories, as_value(attribute_of(node, "Value"), reading_.limits, reading_.warnings));
    }
    return true;
  }

 private:
  std::string value(pugi::xml_node element) const {
    return element ? as_value(text_of(element, reading_.limits.xml_depth), reading_.limits, reading_.warnings)
                   : std::string{};
  }

  void read_lines(pugi::xml_node lines) {
    for (const pugi::xml_node child : lines.children()) {
      const std::string_view local = local_part(child.name());
      if (same_name(local, "HeadLine") && entry_.title.empty()) entry_.title = value(child);
      if (same_name(local, "SubHeadLine") && entry_.summary.empty()) entry_.summary = value(child);
      if (same_name(local, "CopyrightLine") && entry_.rights.empty()) entry_.rights = value(child);
      if (same_name(local, "CreditLine") && entry_.credit.empty()) entry_.credit = value(child);
      if (same_name(local, "ByLine"))
        add_author(entry_, {.name = author_in_byline(value(child), reading_.limits, reading_.warnings)});
      if (is_one_of(std::array<std::string_view, 3>{"KeywordLine", "SlugLine", "DateLine"}, local)) {
        add_once(entry_.categories, value(child));
      }
    }
  }

  void read_content(pugi::xml_node item) {
    const std::string type = media_type(formal_name(child_named(item, "MimeType")));
    if (const std::string_view href = attribute_of(item, "Href"); !href.empty()) {
      add_enclosure(entry_,
                    {.url = resolve_link(reading_.document_url, href),
                     .type = type,
                     .length = byte_count(value(child_named(child_named(item, "Characteristics"), "SizeInBytes")))});
    }
    const pugi::xml_node data = child_named(item, "DataContent");
    const std::string_view role = formal_name(child_named(item.parent(), "Role"));
    if (!data) return;
    if (is_one_of(kStoryRoles, role) && entry_.body.empty()) {
      if (const pugi::xml_node nitf = child_named(data, "nitf")) return add_nitf_body(nitf, reading_, entry_);
      set_body(entry_, content_of(data, type), reading_.limits, reading_.warnings);
    }
    if (is_one_of(kSummaryRoles, role)) {
      set_summary(entry_, content_of(data, type), reading_.limits, reading_.warnings);
    }
  }

  Content content_of(pugi::xml_node data, std::string_view type) const {
    const pugi::xml_node page = child_named(data, "html");
    if (page) {
      const pugi::xml_node body = child_named(page, "body");
      return wire_html_in(body ? body : page, Unknown::runs_on, reading_);
    }
    for (const pugi::xml_node child : data.children()) {
      if (child.type() != pugi::node_element) continue;
      return wire_html_in(data, Unknown::runs_on, reading_);
    }
    std::string text = text_of(data, reading_.limits.xml_depth);
    const bool html = type.find("html") != std::string_view::npos || text::looks_like_html(text);
    return html ? Content{.text = std::move(text)} : plain_lines(text);
  }

  const Reading& reading_;
  Entry& entry_;
  Wire& wire_;
};

Entry read_newsml1_item(pugi::xml_node item, const Reading& reading) {
  Entry entry;
  NewsMl1Item reader(reading, entry);
  reader.read_identity(child_named(item, "Identification"));
  reader.read_management(child_named(item, "NewsManagement"));
  visit_below(item, [&](pugi::xml_node node) { return reader.visit(node); });
  if (entry.language.empty()) entry.language = as_language(language_at(item), reading.limits, reading.warnings);
  return entry;
}

}  // namespace

void read_newsml1(pugi::xml_node root, const Reading& reading, Feed& feed) {
  visit_below(root, [&](pugi::xml_node node) {
    if (!same_name(local_part(node.name()), "NewsItem")) return true;
    if (feed.items.size() >= reading.limits.items) {
      reading.warnings.add(Flaw::too_many_items);
      return false;
    }
    Entry entry = read_newsml1_item(node, reading);
    if (is_empty(entry)) {
      reading.warnings.add(Flaw::empty_item);
    } else {
      feed.items.push_back(std::move(entry));
    }
    return true;  // an item may hold items, as parts of a component
  });
}

}  // namespace tb::feed
