// Wire XML: one row a root element.
#include "wire_xml.hpp"

#include <algorithm>
#include <array>

#include "newsml1.hpp"
#include "newsml_g2.hpp"
#include "nitf.hpp"

namespace tb::feed {

namespace {

using Read = void (*)(pugi::xml_node, const Reading&, Feed&);

struct Row {
  std::string_view root;
  Read read;
};

void read_one_nitf(pugi::xml_node root, const Reading& reading, Feed& feed) {
  Entry entry = read_nitf(root, reading);
  if (is_empty(entry)) return reading.warnings.add(Flaw::empty_item);
  feed.items.push_back(std::move(entry));
}

constexpr std::array kRoots{
    Row{"newsMessage", read_newsml_g2}, Row{"newsItem", read_newsml_g2},      Row{"packageItem", read_newsml_g2},
    Row{"conceptItem", read_newsml_g2}, Row{"knowledgeItem", read_newsml_g2}, Row{"planningItem", read_newsml_g2},
    Row{"catalogItem", read_newsml_g2}, Row{"contentSet", read_newsml_g2},    Row{"groupSet", read_newsml_g2},
    Row{"nitf", read_one_nitf},         Row{"NewsML", read_newsml1},
};

const Row* row_of(std::string_view qualified_name) {
  const std::string_view local = local_part(qualified_name);
  const auto* const row = std::ranges::find_if(kRoots, [&](const Row& one) { return same_name(one.root, local); });
  return row == kRoots.end() ? nullptr : row;
}

}  // namespace

bool is_wire_root(std::string_view qualified_name) {
  return row_of(qualified_name) != nullptr;
}

Feed read_wire_xml(const pugi::xml_document& tree, std::string_view document_url, const Limits& limits,
                   Warnings& warnings) {
  Feed feed;
  const Reading reading{.limits = limits, .warnings = warnings, .document_url = document_url};
  std::size_t roots = 0;
  for (const pugi::xml_node root : tree.children()) {
    const Row* const row = root.type() == pugi::node_element ? row_of(root.name()) : nullptr;
    if (row == nullptr) continue;
    if (++roots > 1) warnings.add(Flaw::several_documents);
    if (feed.items.size() >= limits.items) {
      warnings.add(Flaw::too_many_items);
      break;
    }
    row->read(root, reading, feed);
  }
  return feed;
}

}  // namespace tb::feed
