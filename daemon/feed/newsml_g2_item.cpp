// One item of NewsML-G2 (specification 2.3x). Properties are looked for by their local names below itemMeta,
// contentMeta, rightsInfo and contentSet; their order in the document means nothing.
#include "newsml_g2_item.hpp"

#include <climits>

#include "base64.hpp"
#include "links.hpp"
#include "nitf.hpp"
#include "people.hpp"
#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"
#include "wire_elements.hpp"
#include "wire_html.hpp"
#include "wire_values.hpp"

namespace tb::feed {

namespace {

// QCode, URI or literal: what a property's value is, in the order of preference.
std::string_view code_of(pugi::xml_node property) {
  for (const std::string_view name : {"qcode", "uri"}) {
    const std::string_view code = attribute_of(property, name);
    if (!code.empty()) return code;
  }
  return {};
}

class G2Item {
 public:
  G2Item(const Reading& reading, Entry& entry) : reading_(reading), entry_(entry), wire_(entry.wire.emplace()) {}

  void read_identity(pugi::xml_node item, std::string_view id_attribute) {
    entry_.guid = value(attribute_of(item, id_attribute));
    wire_.version = value(attribute_of(item, "version"));
    if (is_web_address(entry_.guid)) entry_.link = resolve_link({}, entry_.guid);
  }

  void read_management(pugi::xml_node meta) {
    const pugi::xml_node status = child_named(meta, "pubStatus");
    const std::string bare = text(status);
    set_status(wire_, code_of(status).empty() ? std::string_view(bare) : code_of(status), reading_.warnings);
    if (const pugi::xml_node embargo = child_named(meta, "embargoed")) {
      set_embargo(wire_, text(embargo), reading_.warnings);
    }
    each_child(meta, "signal", [&](pugi::xml_node signal) { add_code(wire_.signals, code_of(signal)); });
    each_child(meta, "link", [&](pugi::xml_node link) { read_link(link); });
    each_child(meta, "derivedFrom",
               [&](pugi::xml_node link) { add_code(wire_.replaces, attribute_of(link, "residref")); });
  }

  void read_dates(pugi::xml_node meta, pugi::xml_node content) {
    const std::string first = text(child_named(meta, "firstCreated"));
    const std::string version = text(child_named(meta, "versionCreated"));
    const std::string created = text(child_named(content, "contentCreated"));
    const std::string modified = text(child_named(content, "contentModified"));
    set_dates(entry_, {first, created, version}, {version, modified}, reading_.limits, reading_.warnings);
  }

  void read_content_meta(pugi::xml_node meta) {
    set_urgency(wire_, text(child_named(meta, "urgency")), reading_.warnings);
    read_headline(meta);
    read_description(meta);
    each_child(meta, "creator", [&](pugi::xml_node creator) { add_author(entry_, person_of(creator)); });
    if (entry_.authors.empty()) {
      each_child(meta, "by", [&](pugi::xml_node by) {
        add_author(entry_, {.name = author_in_byline(text(by), reading_.limits, reading_.warnings)});
      });
    }
    entry_.credit = line(child_named(meta, "creditline"));
    entry_.language = value(attribute_of(child_named(meta, "language"), "tag"));
    each_child(meta, "subject", [&](pugi::xml_node subject) {
      add_code(wire_.codes, code_of(subject));
      add_category(child_named(subject, "name"));
    });
    for (const char* const name : {"keyword", "slugline", "dateline"}) {
      each_child(meta, name, [&](pugi::xml_node property) { add_category(property); });
    }
    each_child(meta, "located", [&](pugi::xml_node place) { add_category(child_named(place, "name")); });
  }

  void read_rights(pugi::xml_node rights) {
    entry_.rights = line(child_named(rights, "copyrightNotice"));
    if (entry_.rights.empty()) entry_.rights = line(child_named(child_named(rights, "copyrightHolder"), "name"));
  }

  void read_content_set(pugi::xml_node set) {
    each_child(set, "inlineXML", [&](pugi::xml_node content) { read_inline_xml(content); });
    each_child(set, "inlineData", [&](pugi::xml_node content) { read_inline_data(content); });
    each_child(set, "remoteContent", [&](pugi::xml_node content) { read_remote_content(content); });
  }

  void read_icon(pugi::xml_node meta) {
    const pugi::xml_node icon = child_named(meta, "icon");
    if (icon && entry_.image.empty()) entry_.image = resolve_link(reading_.document_url, attribute_of(icon, "href"));
  }

  /// The title that is for editors; shown where there is no headline.
  void read_working_title(pugi::xml_node meta, pugi::xml_node content) {
    if (entry_.title.empty()) entry_.title = line(child_named(meta, "title"));
    if (entry_.title.empty()) entry_.title = line(child_named(content, "slugline"));
  }

  void read_headline(pugi::xml_node meta) {
    set_title(entry_, best(meta, "headline", rank_as_title), reading_.limits, reading_.warnings);
  }

  void read_description(pugi::xml_node meta) {
    set_summary(entry_, best(meta, "description", rank_as_summary), reading_.limits, reading_.warnings);
  }

 private:
  std::string text(pugi::xml_node element) const { return element ? text_of(element, reading_.limits.xml_depth) : ""; }
  std::string value(std::string_view text) const { return as_value(text, reading_.limits, reading_.warnings); }

  Content content(pugi::xml_node element) const { return wire_html_in(element, Unknown::runs_on, reading_); }

  std::string line(pugi::xml_node element) const {
    return element ? as_line(content(element), reading_.limits, reading_.warnings) : std::string{};
  }

  Content best(pugi::xml_node parent, std::string_view local, int (*rank_of)(std::string_view)) const {
    pugi::xml_node chosen;
    int chosen_rank = INT_MAX;
    each_child(parent, local, [&](pugi::xml_node element) {
      const int rank = rank_of(attribute_of(element, "role"));
      if (rank >= chosen_rank || text(element).find_first_not_of(" \t\r\n") == std::string::npos) return;
      chosen = element;
      chosen_rank = rank;
    });
    return chosen ? content(chosen) : Content{};
  }

  void add_category(pugi::xml_node element) { add_once(entry_.categories, line(element)); }

  Person person_of(pugi::xml_node creator) const {
    return {.name = line(child_named(creator, "name")), .uri = resolve_link({}, attribute_of(creator, "uri"))};
  }

  void read_link(pugi::xml_node link) {
    if (!is_replacement(attribute_of(link, "rel"))) return;
    const std::string_view id = attribute_of(link, "residref");
    add_code(wire_.replaces, id.empty() ? attribute_of(link, "href") : id);
  }

  void read_inline_xml(pugi::xml_node content_element) {
    if (!entry_.body.empty()) return;  // another rendition of the same text
    for (const pugi::xml_node root : content_element.children()) {
      if (root.type() != pugi::node_element) continue;
      const std::string_view local = local_part(root.name());
      if (same_name(local, "nitf")) {
        add_nitf_body(root, reading_, entry_);
      } else {
        const bool page = same_name(local, "html");
        const pugi::xml_node body = page ? child_named(root, "body") : pugi::xml_node{};
        const Unknown unknown = page || text::is_html_element(local) ? Unknown::runs_on : Unknown::block;
        const Content html = wire_html_in(body ? body : content_element, unknown, reading_);
        return set_body(entry_, html, reading_.limits, reading_.warnings);
      }
    }
  }

  void read_inline_data(pugi::xml_node data) {
    if (!entry_.body.empty()) return;
    const std::string type = media_type(attribute_of(data, "contenttype"));
    std::string text = this->text(data);
    if (local_code(attribute_of(data, "encoding")).find("64") != std::string_view::npos) {
      text = decode_base64(text).value_or("");
      if (text.find('\0') != std::string::npos || !text::is_valid_utf8(text)) return;
    }
    if (!type.empty() && !type.starts_with("text/") && type.find("xml") == std::string::npos) return;
    const bool html = type.find("html") != std::string::npos || (type.empty() && text::looks_like_html(text));
    const Content content = html ? Content{.text = std::move(text)} : plain_lines(text);
    set_body(entry_, content, reading_.limits, reading_.warnings);
  }

  // A page is where the news is read; everything else is a file of it.
  void read_remote_content(pugi::xml_node remote) {
    const std::string_view href = attribute_of(remote, "href");
    if (href.empty()) return;
    std::string url = resolve_link(reading_.document_url, href);
    if (url.empty()) return reading_.warnings.add(Flaw::unusable_link, href);
    const std::string type = media_type(attribute_of(remote, "contenttype"));
    if (type == "text/html" && entry_.link.empty()) entry_.link = url;
    add_enclosure(entry_, {.url = std::move(url), .type = type, .length = byte_count(attribute_of(remote, "size"))});
  }

  const Reading& reading_;
  Entry& entry_;
  Wire& wire_;
};

}  // namespace

Entry read_news_item(pugi::xml_node item, const Reading& reading) {
  const pugi::xml_node meta = child_named(item, "itemMeta");
  const pugi::xml_node content = child_named(item, "contentMeta");
  Entry entry;
  G2Item reader(reading, entry);
  reader.read_identity(item, "guid");
  reader.read_management(meta);
  reader.read_dates(meta, content);
  reader.read_content_meta(content);
  reader.read_rights(child_named(item, "rightsInfo"));
  reader.read_content_set(child_named(item, "contentSet"));
  reader.read_icon(content);
  reader.read_working_title(meta, content);
  if (entry.language.empty()) entry.language = as_language(language_at(item), reading.limits, reading.warnings);
  return entry;
}

Entry read_item_reference(pugi::xml_node reference, const Reading& reading) {
  Entry entry;
  G2Item reader(reading, entry);
  reader.read_identity(reference, "residref");
  if (entry.guid.empty()) reader.read_identity(reference, "href");
  reader.read_management(reference);
  reader.read_dates(reference, reference);
  reader.read_headline(reference);
  reader.read_working_title(reference, reference);
  reader.read_description(reference);
  entry.language = as_language(language_at(reference), reading.limits, reading.warnings);
  return entry;
}

Entry read_content_fragment(pugi::xml_node content_set, const Reading& reading) {
  Entry entry;
  G2Item(reading, entry).read_content_set(content_set);
  return entry;
}

}  // namespace tb::feed
