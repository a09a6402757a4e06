// locate and together: from what `rules::compile` found (a JSON Pointer and an offset into the text there) to a line
// and column of the pack's file. The file is read again, for a pack does not carry its text; if it has changed
// meanwhile, the message still comes, with a place as near as can be.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "entity_list.hpp"
#include "file_text.hpp"
#include "findings.hpp"
#include "raw_scalar.hpp"
#include "tenbells/config/configuration.hpp"
#include "yaml_tree.hpp"

namespace tb::config {
namespace {

constexpr std::size_t kMaxShownLine = 200;  // bytes; a longer line shows nothing on a screen

// RFC 6901 §4.
std::string unescaped(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size()) {
      out += token[++i] == '1' ? '/' : '~';
    } else {
      out += token[i];
    }
  }
  return out;
}

// A pack's file, or that of an entity list.
struct PackText {
  FileText text;
  ListForm form = ListForm::none;
  std::optional<Node> root;
};

// The first token of a pointer: "/12/names/0" → "12".
std::string_view first_token(std::string_view pointer) {
  if (pointer.starts_with('/')) pointer.remove_prefix(1);
  return pointer.substr(0, pointer.find('/'));
}

// Of a list, which may be long, the tree holds those entities alone that something is to be said of.
using Wanted = std::set<std::string, std::less<>>;

std::optional<PackText> read_list_text(const std::string& file, ListForm form, const Wanted& wanted) {
  auto text = read_text(file, kMaxList);
  if (!text) return std::nullopt;
  Findings ignored(*text);  // whoever loaded the pack has reported them
  Node root{.kind = Node::Kind::map};
  read_entity_list(*text, form, ignored, [&](ListedEntity entity) {
    const std::string_view token = first_token(entity.pointer);
    if (!wanted.contains(token)) return;
    entity.node.key = unescaped(token);
    root.children.push_back(std::move(entity.node));
  });
  return PackText{.text = *std::move(text), .form = form, .root = std::move(root)};
}

std::optional<PackText> read_pack_text(const std::string& file, const Wanted& wanted) {
  const ListForm form = list_form(file);
  if (form != ListForm::none) {
    auto list = read_list_text(file, form, wanted);
    // JSON is YAML, so a pack may be written in it.
    if (list && (form == ListForm::csv || !list->root->children.empty())) return list;
  }
  auto text = read_text(file);
  if (!text) return std::nullopt;
  Findings ignored(*text);
  std::optional<Node> root = parse_yaml(*text, ignored);
  return PackText{.text = *std::move(text), .root = std::move(root)};
}

const Node* step(const Node& node, const std::string& token) {
  if (node.kind == Node::Kind::map) {
    const auto found = std::ranges::find(node.children, token, &Node::key);
    return found == node.children.end() ? nullptr : &*found;
  }
  if (node.kind != Node::Kind::list) return nullptr;
  if (token == "names") return &node;  // an entity in its short form is the list of its names
  std::size_t index = 0;
  const auto [end, failed] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool is_index = failed == std::errc() && end == token.data() + token.size() && index < node.children.size();
  return is_index ? &node.children[index] : nullptr;
}

struct Followed {
  const Node* node = nullptr;  // the value that the pointer names, or the nearest above it that exists
  std::string_view missing;    // what of the pointer leads nowhere
};

Followed follow(const Node& root, std::string_view pointer) {
  const Node* node = &root;
  while (pointer.starts_with('/')) {
    const std::size_t end = std::min(pointer.size(), pointer.find('/', 1));
    const Node* next = step(*node, unescaped(pointer.substr(1, end - 1)));
    if (next == nullptr) break;
    node = next;
    pointer.remove_prefix(end);
  }
  return {.node = node, .missing = pointer};
}

// An exclusion of a rule that its own list does not have comes from the pack's defaults, which stand behind its own.
std::optional<Followed> inherited_exclusion(const Node& root, std::string_view pointer) {
  const Followed found = follow(root, pointer);
  const std::size_t index_at = pointer.rfind('/');
  const bool is_exclude = pointer.starts_with("/rules/") && index_at != std::string_view::npos &&
                          pointer.substr(0, index_at).ends_with("/exclude");
  if (!is_exclude || found.missing.empty()) return std::nullopt;
  const Followed defaults = follow(root, "/defaults/exclude");
  if (!defaults.missing.empty()) return std::nullopt;
  const Followed own = follow(root, pointer.substr(0, index_at));
  const Node none{.kind = Node::Kind::list};
  const Node& before = own.missing.empty() ? *own.node : none;
  std::size_t index = 0;
  const std::string_view digits = pointer.substr(index_at + 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), index);
  std::size_t position = before.children.size();
  for (const Node& each : defaults.node->children) {
    if (std::ranges::find(before.children, each.text, &Node::text) != before.children.end()) continue;
    if (position++ == index) return Followed{.node = &each, .missing = {}};
  }
  return defaults;
}

// The expression of a score's term is the key of its weight.
bool is_score_term(std::string_view pointer) {
  const std::size_t last = pointer.rfind('/');
  return last != std::string_view::npos && pointer.substr(0, last).ends_with("/score/terms");
}

std::size_t offset_of(const PackText& pack, const rules::Diagnostic& found) {
  const std::string& bytes = pack.text.bytes();
  const Followed followed = inherited_exclusion(*pack.root, found.pointer).value_or(follow(*pack.root, found.pointer));
  const Node& node = *followed.node;
  if (followed.missing.empty() && is_score_term(found.pointer)) {
    return place_in_raw(bytes, node.key_at, node.key, found.offset);
  }
  if (node.kind != Node::Kind::string) return node.at;
  return pack.form == ListForm::none ? place_in_raw(bytes, node.at, node.text, found.offset)
                                     : place_in_list(bytes, pack.form, node, found.offset);
}

Diagnostic located(const rules::Diagnostic& found, const std::optional<PackText>& pack) {
  Diagnostic diagnostic{.file = found.file, .message = found.message};
  if (!pack || !pack->root) return diagnostic;
  const Place place = pack->text.place_of(offset_of(*pack, found));
  diagnostic.line = place.line;
  diagnostic.column = place.column;
  const std::string_view line = pack->text.line(place.line);
  if (line.size() <= kMaxShownLine) diagnostic.source_line = line;
  return diagnostic;
}

// " (first in rules/us-china.yaml:12)"
std::string first_place(const rules::Elsewhere& first, const std::optional<PackText>& pack) {
  if (!pack || !pack->root) return fmt::format(" (first in {})", first.file);
  const int line = pack->text.place_of(follow(*pack->root, first.pointer).node->key_at).line;
  return fmt::format(" (first in {}:{})", first.file, line);
}

using PackTexts = std::map<std::string, std::optional<PackText>>;

// Every file that the mistakes are in, each read once.
PackTexts read_all(const std::vector<rules::Diagnostic>& found) {
  std::map<std::string, Wanted> wanted;
  for (const rules::Diagnostic& each : found) {
    wanted[each.file].emplace(first_token(each.pointer));
    if (each.first) wanted[each.first->file].emplace(first_token(each.first->pointer));
  }
  PackTexts read;
  for (const auto& [file, tokens] : wanted) read.emplace(file, read_pack_text(file, tokens));
  return read;
}

// Where a file stands among all: by its pack, behind it the lists of that pack.
struct FileOrder {
  std::size_t pack = 0;
  std::size_t list = 0;

  friend auto operator<=>(const FileOrder&, const FileOrder&) = default;
};

std::map<std::string, FileOrder> order_of_files(const std::vector<rules::RulePack>& packs,
                                                const std::vector<Diagnostic>& read) {
  std::map<std::string, FileOrder> order;
  for (std::size_t i = 0; i < packs.size(); ++i) {
    order.emplace(packs[i].file, FileOrder{.pack = i + 1});
    std::size_t lists = 0;
    for (const rules::Entity& entity : packs[i].entities) {
      if (!entity.file.empty() && !order.contains(entity.file)) order[entity.file] = {.pack = i + 1, .list = ++lists};
    }
  }
  // A list that holds no entity at all stays where it was told of: behind the file before it.
  FileOrder last;
  for (const Diagnostic& each : read) {
    const bool is_list = list_form(each.file) != ListForm::none;
    if (is_list) order.try_emplace(each.file, FileOrder{.pack = last.pack, .list = last.list + 1'000'000});
    const auto known = order.find(each.file);
    last = known == order.end() ? FileOrder() : known->second;
  }
  return order;
}

}  // namespace

std::vector<Diagnostic> together(std::vector<Diagnostic> read, std::vector<Diagnostic> compiled,
                                 const std::vector<rules::RulePack>& packs) {
  const std::map<std::string, FileOrder> order = order_of_files(packs, read);
  const auto place_of = [&](const Diagnostic& each) {
    const auto file = order.find(each.file);  // the configuration is no pack, so it comes first
    return std::tuple(file == order.end() ? FileOrder() : file->second, each.line, each.column);
  };
  std::ranges::move(compiled, std::back_inserter(read));
  std::ranges::stable_sort(read, {}, place_of);
  read.erase(std::unique(read.begin(), read.end()), read.end());
  return read;
}

std::vector<Diagnostic> locate(const std::vector<rules::Diagnostic>& found) {
  const PackTexts files = read_all(found);
  std::map<std::string, std::size_t> order;  // files as they were first named
  std::vector<Diagnostic> diagnostics;
  for (const rules::Diagnostic& each : found) {
    order.emplace(each.file, order.size());
    diagnostics.push_back(located(each, files.at(each.file)));
    if (each.first) diagnostics.back().message += first_place(*each.first, files.at(each.first->file));
  }
  std::ranges::stable_sort(diagnostics, [&](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(order.at(a.file), a.line, a.column) < std::tuple(order.at(b.file), b.line, b.column);
  });
  return diagnostics;
}

}  // namespace tb::config
