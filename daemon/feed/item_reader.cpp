// One item. Its children are looked at once and sorted by slot and rank; then each slot takes its first usable element.
#include "item_reader.hpp"

#include <algorithm>
#include <tuple>

#include "links.hpp"
#include "people.hpp"
#include "tenbells/text/dates.hpp"
#include "tenbells/text/html_text.hpp"

namespace tb::feed {

namespace {

constexpr std::size_t kMostCategories = 100;

/// The part of the sorted fields that belongs to one slot.
struct Range {
  std::vector<Found>::const_iterator first;
  std::vector<Found>::const_iterator last;

  [[nodiscard]] auto begin() const { return first; }
  [[nodiscard]] auto end() const { return last; }
};

Range of_slot(const std::vector<Found>& fields, Slot slot) {
  const auto range = std::ranges::equal_range(fields, slot, {}, [](const Found& found) { return found.field.slot; });
  return {.first = range.begin(), .last = range.end()};
}

void collect(pugi::xml_node parent, const Reading& reading, int depth, std::vector<Found>& fields) {
  constexpr int kDeepestGroup = 2;  // media:group > media:content > media:description
  for (const pugi::xml_node child : parent.children()) {
    if (child.type() != pugi::node_element) continue;
    const Name name = name_in(reading, child);
    const std::optional<Field> field = field_of(name);
    if (!field) continue;
    if (field->slot != Slot::group) {
      if (depth == 0 || name.vocabulary == Vocabulary::media) fields.push_back({*field, name.vocabulary, child});
    } else if (depth < kDeepestGroup) {
      collect(child, reading, depth + 1, fields);
    }
  }
}

std::string text_in(const std::vector<Found>& fields, Slot slot, const Reading& reading) {
  for (const Found& found : of_slot(fields, slot)) {
    const Content content = content_of(found.element, found.vocabulary, reading.limits.xml_depth);
    std::string text = as_text(content, reading.limits, reading.warnings);
    if (!text.empty()) return text;
  }
  return {};
}

std::string value_in(const std::vector<Found>& fields, Slot slot, const Reading& reading) {
  for (const Found& found : of_slot(fields, slot)) {
    std::string value = as_value(text_of(found.element, reading.limits.xml_depth), reading.limits, reading.warnings);
    if (!value.empty()) return value;
  }
  return {};
}

std::optional<Moment> date_in(const std::vector<Found>& fields, Slot slot, const Reading& reading) {
  for (const Found& found : of_slot(fields, slot)) {
    const std::string text = text_of(found.element, reading.limits.xml_depth);
    if (const std::optional<Moment> moment = text::parse_date(text)) return moment;
    if (text.find_first_not_of(" \t\r\n") != std::string::npos) reading.warnings.add(Flaw::unreadable_date, text);
  }
  return std::nullopt;
}

/// What a link element says, before it is resolved; the lower the worse number, the better the link.
struct Candidate {
  int worse = 0;
  std::string reference;
  pugi::xml_node element;
};

bool is_alternate(std::string_view rel) {
  constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
  if (rel.starts_with(kRegistry)) rel.remove_prefix(kRegistry.size());
  return rel.empty() || same_name(rel, "alternate");
}

bool is_page(std::string_view type) {
  return type.empty() || same_name(type.substr(0, 9), "text/html") || same_name(type, "application/xhtml+xml");
}

std::optional<Candidate> candidate_of(const Found& found, const Reading& reading) {
  const int rank = 2 * found.field.rank;
  if (!is_alternate(attribute_of(found.element, "rel"))) return std::nullopt;
  const std::string_view href = attribute_of(found.element, "href");
  if (!href.empty()) {
    const int type = is_page(attribute_of(found.element, "type")) ? 0 : 1;
    return Candidate{.worse = rank + type, .reference = std::string(href), .element = found.element};
  }
  std::string text = text_of(found.element, reading.limits.xml_depth);
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return std::nullopt;
  return Candidate{.worse = rank, .reference = std::move(text), .element = found.element};
}

bool is_permalink(const Found& guid) {
  return guid.vocabulary == Vocabulary::feed && !same_name(attribute_of(guid.element, "isPermaLink"), "false");
}

// An RSS item without a link may have it as its guid (RSS 2.0), an RDF item as the name of its resource (RSS 1.0).
std::string link_by_identity(const std::vector<Found>& fields, pugi::xml_node item, const Reading& reading) {
  for (const Found& found : of_slot(fields, Slot::guid)) {
    const std::string guid =
        as_value(text_of(found.element, reading.limits.xml_depth), reading.limits, reading.warnings);
    if (is_permalink(found) && is_web_address(guid)) return resolve_link({}, guid);
  }
  const std::string_view about = attribute_of(item, "about");
  return is_web_address(about) ? resolve_link({}, about) : std::string{};
}

std::vector<std::string> source_authors_in(const std::vector<Found>& fields, const Reading& reading) {
  std::vector<std::string> authors;
  for (const Found& found : of_slot(fields, Slot::source)) {
    for (std::string& author : authors_in(fields_in(found.element, reading), reading))
      add_once(authors, std::move(author));
  }
  return authors;
}

std::vector<std::string> categories_in(const std::vector<Found>& fields, const Reading& reading) {
  std::vector<std::string> categories;
  for (const Found& found : of_slot(fields, Slot::category)) {
    if (categories.size() >= kMostCategories) break;
    std::string name = text::html_to_line(text_of(found.element, reading.limits.xml_depth));
    for (const std::string_view attribute : {"label", "term"}) {
      if (name.empty() || attribute == "term")
        add_once(categories, text::html_to_line(attribute_of(found.element, attribute)));
    }
    add_once(categories, std::move(name));
  }
  return categories;
}

}  // namespace

std::vector<Found> fields_in(pugi::xml_node parent, const Reading& reading) {
  std::vector<Found> fields;
  collect(parent, reading, 0, fields);
  std::ranges::stable_sort(fields, {},
                           [](const Found& found) { return std::tuple(found.field.slot, found.field.rank); });
  return fields;
}

std::string line_in(const std::vector<Found>& fields, Slot slot, const Reading& reading) {
  for (const Found& found : of_slot(fields, slot)) {
    Content content = content_of(found.element, found.vocabulary, reading.limits.xml_depth);
    std::string line = as_line(std::move(content), reading.limits, reading.warnings);
    if (!line.empty()) return line;
  }
  return {};
}

std::string link_in(const std::vector<Found>& fields, const Reading& reading) {
  std::vector<Candidate> candidates;
  for (const Found& found : of_slot(fields, Slot::link)) {
    if (std::optional<Candidate> candidate = candidate_of(found, reading)) candidates.push_back(*std::move(candidate));
  }
  std::ranges::stable_sort(candidates, {}, &Candidate::worse);
  for (const Candidate& candidate : candidates) {
    std::string link = resolve_link({}, candidate.reference);
    if (link.empty()) link = resolve_link(base_at(reading, candidate.element), candidate.reference);
    if (!link.empty()) return link;
    reading.warnings.add(Flaw::unusable_link, candidate.reference);
  }
  return {};
}

std::vector<std::string> authors_in(const std::vector<Found>& fields, const Reading& reading) {
  std::vector<std::string> authors;
  int rank = 0;
  for (const Found& found : of_slot(fields, Slot::author)) {
    if (!authors.empty() && found.field.rank != rank) break;
    rank = found.field.rank;
    add_once(authors, author_named_by(found.element, reading.limits.xml_depth));
  }
  return authors;
}

Entry read_item(pugi::xml_node element, const Reading& reading, std::vector<pugi::xml_node>& nested) {
  const std::vector<Found> fields = fields_in(element, reading);
  Entry item;
  item.title = line_in(fields, Slot::title, reading);
  item.summary = text_in(fields, Slot::summary, reading);
  item.body = text_in(fields, Slot::body, reading);
  item.guid = value_in(fields, Slot::guid, reading);
  if (item.guid.empty()) item.guid = as_value(attribute_of(element, "about"), reading.limits, reading.warnings);
  item.link = link_in(fields, reading);
  if (item.link.empty()) item.link = link_by_identity(fields, element, reading);
  item.published = date_in(fields, Slot::published, reading);
  item.updated = date_in(fields, Slot::updated, reading);
  if (reading.is_atom && !item.published) item.published = item.updated;  // Atom demands only the one
  item.categories = categories_in(fields, reading);
  item.language = value_in(fields, Slot::language, reading);
  if (item.language.empty()) item.language = as_value(language_at(element), reading.limits, reading.warnings);
  item.authors = authors_in(fields, reading);
  if (item.authors.empty()) item.authors = source_authors_in(fields, reading);
  for (const Found& found : of_slot(fields, Slot::nested)) nested.push_back(found.element);
  return item;
}

}  // namespace tb::feed
