// locate and together: from what `rules::compile` found (a JSON Pointer and an offset into the text there) to a line
// and column of the pack's file. The file is read again, for a pack does not carry its text; if it has changed
// meanwhile, the message still comes, with a place as near as can be.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <tuple>

#include "file_text.hpp"
#include "findings.hpp"
#include "raw_scalar.hpp"
#include "tenbells/config/configuration.hpp"
#include "yaml_tree.hpp"

namespace tb::config {
namespace {

constexpr std::size_t kMaxShownLine = 200;  // bytes; a longer line shows nothing on a screen

struct PackText {
  FileText text;
  std::optional<Node> root;
};

std::optional<PackText> read_pack_text(const std::string& file) {
  auto text = read_text(file);
  if (!text) return std::nullopt;
  Findings ignored(*text);  // whoever loaded the pack has reported them
  std::optional<Node> root = parse_yaml(*text, ignored);
  return PackText{.text = *std::move(text), .root = std::move(root)};
}

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

// The value the pointer names, or the nearest above it that exists.
const Node& follow(const Node& root, std::string_view pointer) {
  const Node* node = &root;
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.size(), pointer.find('/'));
    const Node* next = step(*node, unescaped(pointer.substr(0, end)));
    if (next == nullptr) return *node;
    node = next;
    pointer.remove_prefix(end);
  }
  return *node;
}

Diagnostic located(const rules::Diagnostic& found, const std::optional<PackText>& pack) {
  Diagnostic diagnostic{.file = found.file, .message = found.message};
  if (!pack || !pack->root) return diagnostic;
  const FileText& text = pack->text;
  const Node& node = follow(*pack->root, found.pointer);
  const bool is_text = node.kind == Node::Kind::string;
  const Place place = text.place_of(is_text ? place_in_raw(text.bytes(), node.at, node.text, found.offset) : node.at);
  diagnostic.line = place.line;
  diagnostic.column = place.column;
  const std::string_view line = text.line(place.line);
  if (line.size() <= kMaxShownLine) diagnostic.source_line = line;
  return diagnostic;
}

// " (first in rules/us-china.yaml:12)"
std::string first_place(const rules::Elsewhere& first, const std::optional<PackText>& pack) {
  if (!pack || !pack->root) return fmt::format(" (first in {})", first.file);
  const int line = pack->text.place_of(follow(*pack->root, first.pointer).key_at).line;
  return fmt::format(" (first in {}:{})", first.file, line);
}

using PackTexts = std::map<std::string, std::optional<PackText>>;

const std::optional<PackText>& text_of(const std::string& file, PackTexts& read) {
  if (!read.contains(file)) read.emplace(file, read_pack_text(file));
  return read.at(file);
}

}  // namespace

std::vector<Diagnostic> together(std::vector<Diagnostic> read, std::vector<Diagnostic> compiled,
                                 const std::vector<rules::RulePack>& packs) {
  std::map<std::string, std::size_t> order;  // the configuration is no pack, so it comes first
  for (const rules::RulePack& pack : packs) order.emplace(pack.file, order.size() + 1);
  const auto place_of = [&](const Diagnostic& each) {
    const auto found = order.find(each.file);
    return std::tuple(found == order.end() ? 0 : found->second, each.line, each.column);
  };
  std::ranges::move(compiled, std::back_inserter(read));
  std::ranges::stable_sort(read, {}, place_of);
  read.erase(std::unique(read.begin(), read.end()), read.end());
  return read;
}

std::vector<Diagnostic> locate(const std::vector<rules::Diagnostic>& found) {
  PackTexts packs;
  std::map<std::string, std::size_t> order;  // files as they were first named
  std::vector<Diagnostic> diagnostics;
  for (const rules::Diagnostic& each : found) {
    order.emplace(each.file, order.size());
    diagnostics.push_back(located(each, text_of(each.file, packs)));
    if (each.first) diagnostics.back().message += first_place(*each.first, text_of(each.first->file, packs));
  }
  std::ranges::stable_sort(diagnostics, [&](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(order.at(a.file), a.line, a.column) < std::tuple(order.at(b.file), b.line, b.column);
  });
  return diagnostics;
}

}  // namespace tb::config
