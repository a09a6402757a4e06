// A whole XML feed: the head first, because items inherit from it, then the items wherever they stand: in the channel
// (RSS 2.0), beside it (RDF), in the root (Atom), or, wrongly, inside each other.
#include "xml_feed.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "channel.hpp"
#include "item_elements.hpp"
#include "item_links.hpp"
#include "item_reader.hpp"
#include "people.hpp"

namespace tb::feed {

namespace {

bool is_any_of(std::string_view local, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return same_name(name, local); });
}

std::string language_of(const std::vector<Found>& fields, pugi::xml_node head, const Reading& reading) {
  const std::string language = line_in(fields, Slot::language, reading).text;
  return as_language(language.empty() ? language_at(head) : language, reading.limits, reading.warnings);
}

void read_head(pugi::xml_node root, bool is_first, Reading& reading, Feed& feed) {
  const pugi::xml_node head = head_of(root);
  const std::vector<Found> fields = fields_in(head, reading);
  std::string title = line_in(fields, Slot::title, reading).text;
  reading.feed_link.clear();
  if (is_first) feed.channel = channel_in(head, reading);
  if (reading.is_atom) std::ranges::move(tombstones_in(head, reading), std::back_inserter(feed.tombstones));
  reading.feed_link = link_in(fields, reading);
  if (reading.feed_link.empty() && head.first_attribute()) {  // CDF
    const std::string_view href = attribute_of(head, "href");
    if (!href.empty()) reading.feed_link = link_at(head, href, reading);
  }
  reading.feed_language = language_of(fields, head, reading);
  reading.feed_authors = authors_in(fields, reading);
  if (feed.title.empty()) feed.title = std::move(title);
  if (feed.link.empty()) feed.link = reading.feed_link;
  if (feed.language.empty()) feed.language = reading.feed_language;
}

void read_items(pugi::xml_node root, const Reading& reading, Feed& feed) {
  ItemElements elements(root);
  std::vector<pugi::xml_node> nested;
  pugi::xml_node element = elements.next();
  // For the first of several feeds alone: to make exact room for each would copy all items each time.
  if (feed.items.empty()) feed.items.reserve(std::min(elements.known() + 1, reading.limits.items));
  for (; element; element = elements.next()) {
    if (feed.items.size() >= reading.limits.items) {
      reading.warnings.add(Flaw::too_many_items);
      return;
    }
    Entry item = read_item(element, reading, nested);
    elements.push(nested);
    if (is_empty(item)) {
      reading.warnings.add(Flaw::empty_item);
      continue;
    }
    if (item.language.empty()) item.language = reading.feed_language;
    inherit_authors(item, reading.feed_authors);
    feed.items.push_back(std::move(item));
  }
}

}  // namespace

bool is_feed_root(std::string_view qualified_name) {
  return is_any_of(local_part(qualified_name), {"rss", "feed", "rdf", "channel"});
}

Feed read_xml_feed(const pugi::xml_document& tree, std::string_view document_url, const Limits& limits,
                   Warnings& warnings) {
  Feed feed;
  Reading reading{.limits = limits, .warnings = warnings, .document_url = document_url};
  std::size_t roots = 0;
  for (const pugi::xml_node root : tree.children()) {
    if (root.type() != pugi::node_element || !is_feed_root(root.name())) continue;
    if (++roots > 1) warnings.add(Flaw::several_documents);
    reading.prefixes = Prefixes(root);
    reading.root = root;
    reading.titles_encoded.reset();
    reading.is_atom = is_any_of(local_part(root.name()), {"feed"});
    read_head(root, roots == 1, reading, feed);
    read_items(root, reading, feed);
  }
  return feed;
}

}  // namespace tb::feed
