// A whole XML feed: the head first, because items inherit from it, then the items wherever they stand: in the channel
// (RSS 2.0), beside it (RDF), in the root (Atom), or, wrongly, inside each other.
#include "xml_feed.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "item_reader.hpp"

namespace tb::feed {

namespace {

bool is_any_of(std::string_view local, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return same_name(name, local); });
}

pugi::xml_node head_of(pugi::xml_node root) {
  pugi::xml_node channel = child_named(root, "channel");
  for (pugi::xml_node inner = root; !channel; channel = child_named(inner, "channel")) {
    inner = child_named(inner, "rss");  // a feed wrapped into a feed
    if (!inner) return root;
  }
  return channel;
}

std::string language_of(const std::vector<Found>& fields, pugi::xml_node head, const Reading& reading) {
  std::string language = line_in(fields, Slot::language, reading);
  return language.empty() ? as_value(language_at(head), reading.limits, reading.warnings) : language;
}

void read_head(pugi::xml_node head, Reading& reading, Feed& feed) {
  const std::vector<Found> fields = fields_in(head, reading);
  std::string title = line_in(fields, Slot::title, reading);
  reading.feed_link.clear();
  reading.feed_link = link_in(fields, reading);
  reading.feed_language = language_of(fields, head, reading);
  reading.feed_authors = reading.is_atom ? authors_in(fields, reading) : std::vector<std::string>{};
  if (feed.title.empty()) feed.title = std::move(title);
  if (feed.link.empty()) feed.link = reading.feed_link;
  if (feed.language.empty()) feed.language = reading.feed_language;
}

/// The item elements below a root, in the order of the document; a stack, because documents nest as they like.
class ItemElements {
 public:
  explicit ItemElements(pugi::xml_node root) { push_children(root); }

  /// A null node at the end.
  pugi::xml_node next() {
    while (!stack_.empty()) {
      const pugi::xml_node node = stack_.back();
      stack_.pop_back();
      const std::string_view local = local_part(node.name());
      if (is_any_of(local, {"item", "entry"})) return node;
      if (is_any_of(local, {"channel", "rss", "rdf", "feed", "items"})) push_children(node);
    }
    return {};
  }

  void push(std::vector<pugi::xml_node>& nested) {
    stack_.insert(stack_.end(), nested.rbegin(), nested.rend());
    nested.clear();
  }

  [[nodiscard]] bool empty() const { return stack_.empty(); }

 private:
  void push_children(pugi::xml_node parent) {
    const auto begin = static_cast<std::ptrdiff_t>(stack_.size());
    for (const pugi::xml_node child : parent.children()) {
      if (child.type() == pugi::node_element) stack_.push_back(child);
    }
    std::reverse(stack_.begin() + begin, stack_.end());
  }

  std::vector<pugi::xml_node> stack_;
};

void read_items(pugi::xml_node root, const Reading& reading, Feed& feed) {
  ItemElements elements(root);
  std::vector<pugi::xml_node> nested;
  for (pugi::xml_node element = elements.next(); element; element = elements.next()) {
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
    if (item.authors.empty()) item.authors = reading.feed_authors;
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
    reading.is_atom = is_any_of(local_part(root.name()), {"feed"});
    read_head(head_of(root), reading, feed);
    read_items(root, reading, feed);
  }
  return feed;
}

}  // namespace tb::feed
