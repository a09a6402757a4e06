// Links are ranked before they are resolved: a feed may name many, of which one is used.
#include "item_links.hpp"

#include <optional>
#include <utility>

#include "links.hpp"
#include "markup.hpp"

namespace tb::feed {

namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// What a link element says, before it is resolved; the lower the worse number, the better the link.
struct Candidate {
  int worse = 0;
  TreeText reference;
  pugi::xml_node element;
};

std::string_view relation_of(pugi::xml_node link) {
  constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
  std::string_view rel = attribute_of(link, "rel");
  if (rel.starts_with(kRegistry)) rel.remove_prefix(kRegistry.size());
  return rel;
}

bool is_page(std::string_view type) {
  return type.empty() || same_name(type.substr(0, 9), "text/html") || same_name(type, "application/xhtml+xml");
}

std::optional<Candidate> candidate_of(const Found& found, const Reading& reading) {
  const int rank = 2 * found.field.rank;
  if (!relation_of(found.element).empty() && !has_relation(found.element, "alternate")) return std::nullopt;
  const std::string_view href = attribute_of(found.element, "href");
  if (!href.empty()) {
    const int type = is_page(attribute_of(found.element, "type")) ? 0 : 1;
    return Candidate{.worse = rank + type, .reference = TreeText(href), .element = found.element};
  }
  TreeText text(found.element, reading.limits.xml_depth);
  if (is_blank(text)) text = TreeText(attribute_of(found.element, "resource"));  // RDF: <link rdf:resource="…"/>
  if (is_blank(text)) return std::nullopt;
  return Candidate{.worse = rank, .reference = std::move(text), .element = found.element};
}

bool is_permalink(const Found& guid) {
  return guid.vocabulary == Vocabulary::feed && !same_name(attribute_of(guid.element, "isPermaLink"), "false");
}

}  // namespace

bool has_relation(pugi::xml_node link, std::string_view relation) {
  return same_name(relation_of(link), relation);
}

std::string link_at(pugi::xml_node element, std::string_view reference, const Reading& reading) {
  std::string link = resolve_link({}, reference);
  if (link.empty()) {
    link = resolve_link(base_at(reading, element), reference);
    if (link.size() > reading.room_for_links) link.clear();
    reading.room_for_links -= link.size();
  }
  if (link.empty()) reading.warnings.add(Flaw::unusable_link, reference);
  return link;
}

std::string link_in(const std::vector<Found>& fields, const Reading& reading) {
  std::vector<Candidate> candidates;
  for (const Found& found : of_slot(fields, Slot::link)) {
    if (std::optional<Candidate> candidate = candidate_of(found, reading)) candidates.push_back(*std::move(candidate));
  }
  if (candidates.size() > 1) std::ranges::stable_sort(candidates, {}, &Candidate::worse);
  for (const Candidate& candidate : candidates) {
    std::string link = link_at(candidate.element, candidate.reference, reading);
    if (!link.empty()) return link;
  }
  return {};
}

std::string link_by_identity(const std::vector<Found>& fields, pugi::xml_node item, const Reading& reading) {
  for (const Found& found : of_slot(fields, Slot::guid)) {
    const std::string guid =
        as_value(TreeText(found.element, reading.limits.xml_depth), reading.limits, reading.warnings);
    if (is_permalink(found) && is_web_address(guid)) return resolve_link({}, guid);
  }
  if (!item.first_attribute()) return {};
  const std::string_view about = attribute_of(item, "about");
  if (is_web_address(about)) return resolve_link({}, about);
  const std::string_view href = attribute_of(item, "href");
  return href.empty() ? std::string{} : link_at(item, href, reading);
}

}  // namespace tb::feed
