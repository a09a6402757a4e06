// NITF. The head (docdata) says in attributes what the item is, the body holds its texts.
#include "nitf.hpp"

#include "links.hpp"
#include "people.hpp"
#include "wire_elements.hpp"
#include "wire_html.hpp"
#include "wire_values.hpp"

namespace tb::feed {

namespace {

std::string line_of(pugi::xml_node element, const Reading& reading) {
  if (!element) return {};
  return as_line(wire_html_in(element, Unknown::runs_on, reading), reading.limits, reading.warnings);
}

Content content_of_nitf(pugi::xml_node element, const Reading& reading) {
  return wire_html_in(element, Unknown::runs_on, reading);
}

std::string value(std::string_view text, const Reading& reading) {
  return as_value(text, reading.limits, reading.warnings);
}

void add_category(Entry& entry, std::string_view name, const Reading& reading) {
  add_once(entry.categories, value(name, reading));
}

// <tobject.subject tobject.subject.refnum="20000822" tobject.subject.type="…" ….matter="…" ….detail="…"/>
void read_subjects(pugi::xml_node head, const Reading& reading, Entry& entry) {
  each_child(child_named(head, "tobject"), "tobject.subject", [&](pugi::xml_node subject) {
    add_code(entry.wire->codes, attribute_of(subject, "tobject.subject.refnum"));
    for (const std::string_view part : {"tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail"}) {
      add_category(entry, attribute_of(subject, part), reading);
    }
  });
}

void read_keywords(pugi::xml_node docdata, const Reading& reading, Entry& entry) {
  each_child(child_named(docdata, "key-list"), "keyword",
             [&](pugi::xml_node keyword) { add_category(entry, attribute_of(keyword, "key"), reading); });
  each_child(docdata.parent(), "meta", [&](pugi::xml_node meta) {
    if (attribute_of(meta, "name").find("keyword") != std::string_view::npos) {
      add_category(entry, attribute_of(meta, "content"), reading);
    }
  });
  for (const pugi::xml_node content : child_named(docdata, "identified-content").children()) {
    if (content.type() != pugi::node_element) continue;
    const bool classifier = same_name(local_part(content.name()), "classifier");
    const std::string_view code = attribute_of(content, "value");
    if (classifier) add_code(entry.wire->codes, code);
    std::string name = line_of(content, reading);
    if (name.empty() && !classifier) name = value(code, reading);
    add_once(entry.categories, std::move(name));
  }
}

// A kill or a correction is told apart by the kind of the message to editors: <ed-msg msg-type="kill" info="…"/>. The
// item that it is about is named by <correction id-string="…"/> or by <docdata management-doc-idref="…">.
void read_standing(pugi::xml_node docdata, const Reading& reading, Entry& entry) {
  Wire& wire = *entry.wire;
  set_status(wire, attribute_of(docdata, "management-status"), reading.warnings);
  set_urgency(wire, attribute_of(child_named(docdata, "urgency"), "ed-urg"), reading.warnings);
  each_child(docdata, "ed-msg",
             [&](pugi::xml_node message) { add_code(wire.signals, attribute_of(message, "msg-type")); });
  add_code(wire.replaces, attribute_of(docdata, "management-doc-idref"));
  each_child(docdata, "correction", [&](pugi::xml_node correction) {
    add_code(wire.signals, "correction");
    add_code(wire.replaces, attribute_of(correction, "id-string"));
  });
  const pugi::xml_node key = child_named(docdata, "du-key");
  wire.version = value(attribute_of(key, "version"), reading);
  if (wire.version.empty()) wire.version = value(attribute_of(key, "generation"), reading);
}

// <date.release> is no embargo where the story was issued then: the two are often written alike.
void read_dates(pugi::xml_node head, pugi::xml_node docdata, const Reading& reading, Entry& entry) {
  const auto norm = [&](std::string_view name) { return attribute_of(child_named(docdata, name), "norm"); };
  const std::optional<Moment> issued = first_date({norm("date.issue")}, reading.warnings);
  const std::optional<Moment> released = first_date({norm("date.release")}, reading.warnings);
  const std::string_view printed = attribute_of(child_named(head, "pubdata"), "date.publication");
  entry.published = issued ? issued : released ? released : first_date({printed}, reading.warnings);
  if (!entry.published) entry.published_text = value(norm("date.issue"), reading);
  if (released && (!issued || *released > *issued)) entry.wire->embargoed = released;
  each_child(head, "revision-history", [&](pugi::xml_node revision) {
    const std::optional<Moment> revised = first_date({attribute_of(revision, "norm")}, reading.warnings);
    if (revised && (!entry.updated || *revised > *entry.updated)) entry.updated = revised;
  });
}

void read_identity(pugi::xml_node nitf, pugi::xml_node head, pugi::xml_node docdata, const Reading& reading,
                   Entry& entry) {
  entry.guid = value(attribute_of(child_named(docdata, "doc-id"), "id-string"), reading);
  if (entry.guid.empty()) entry.guid = value(attribute_of(nitf, "uno"), reading);
  if (entry.guid.empty()) entry.guid = value(attribute_of(child_named(docdata, "du-key"), "key"), reading);
  entry.link = resolve_link({}, attribute_of(child_named(head, "pubdata"), "ex-ref"));
  if (entry.link.empty() && is_web_address(entry.guid)) entry.link = resolve_link({}, entry.guid);
}

// <media> stands anywhere in the text, in blocks and beside paragraphs.
void read_media(pugi::xml_node body, const Reading& reading, Entry& entry) {
  visit_below(body, [&](pugi::xml_node node) {
    if (same_name(local_part(node.name()), "media-reference")) {
      add_enclosure(entry, {.url = resolve_link(reading.document_url, attribute_of(node, "source")),
                            .type = media_type(attribute_of(node, "mime-type")),
                            .length = byte_count(attribute_of(node, "data-length"))});
    }
    return true;
  });
}

// "By ANN EXAMPLE<byttl>Example News</byttl>": the title is the author only where nobody else is.
void read_byline(pugi::xml_node byline, const Reading& reading, Entry& entry) {
  if (!byline || !entry.authors.empty()) return;
  std::string name;
  each_child(byline, "person", [&](pugi::xml_node person) { add_author(entry, {.name = line_of(person, reading)}); });
  if (!entry.authors.empty()) return;
  for (const pugi::xml_node child : byline.children()) {
    if (same_name(local_part(child.name()), "byttl")) continue;
    name += child.type() == pugi::node_element ? text_of(child, reading.limits.xml_depth) : child.value();
  }
  name = author_in_byline(name, reading.limits, reading.warnings);
  while (name.ends_with(',')) name.pop_back();
  add_author(entry, {.name = name.empty() ? line_of(child_named(byline, "byttl"), reading) : std::move(name)});
}

}  // namespace

void add_nitf_body(pugi::xml_node nitf, const Reading& reading, Entry& entry) {
  const pugi::xml_node body = child_named(nitf, "body");
  const pugi::xml_node head = child_named(body, "body.head");
  const pugi::xml_node hedline = child_named(head, "hedline");
  const Limits& limits = reading.limits;
  if (entry.title.empty())
    set_title(entry, content_of_nitf(child_named(hedline, "hl1"), reading), limits, reading.warnings);
  if (entry.title.empty()) entry.title = line_of(child_named(child_named(nitf, "head"), "title"), reading);
  if (entry.summary.empty()) {
    set_summary(entry, content_of_nitf(child_named(head, "abstract"), reading), limits, reading.warnings);
  }
  if (entry.summary.empty()) entry.summary = line_of(child_named(hedline, "hl2"), reading);
  if (entry.body.empty()) set_body(entry, content_of_nitf(body, reading), limits, reading.warnings);
  each_child(head, "byline", [&](pugi::xml_node byline) { read_byline(byline, reading, entry); });
  if (entry.credit.empty()) entry.credit = line_of(child_named(head, "distributor"), reading);
  if (entry.rights.empty()) entry.rights = line_of(child_named(head, "rights"), reading);
  const pugi::xml_node dateline = child_named(head, "dateline");
  const pugi::xml_node location = child_named(dateline, "location");
  add_once(entry.categories, line_of(location ? location : dateline, reading));
  read_media(body, reading, entry);
}

Entry read_nitf(pugi::xml_node nitf, const Reading& reading) {
  const pugi::xml_node head = child_named(nitf, "head");
  const pugi::xml_node docdata = child_named(head, "docdata");
  Entry entry;
  entry.wire.emplace();
  read_identity(nitf, head, docdata, reading, entry);
  read_standing(docdata, reading, entry);
  read_dates(head, docdata, reading, entry);
  read_subjects(head, reading, entry);
  read_keywords(docdata, reading, entry);
  add_nitf_body(nitf, reading, entry);
  if (entry.rights.empty())
    entry.rights = value(attribute_of(child_named(docdata, "doc.copyright"), "holder"), reading);
  const pugi::xml_node body = child_named(nitf, "body");
  entry.language = value(language_at(body ? body : nitf), reading);
  return entry;
}

}  // namespace tb::feed
