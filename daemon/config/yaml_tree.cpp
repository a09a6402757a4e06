// YAML → tree: runs yaml-cpp, and gives its complaints a place and words of ours.
#include "yaml_tree.hpp"

#include <fmt/core.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "raw_scalar.hpp"
#include "tree_builder.hpp"
#include "yaml_complaint.hpp"

namespace tb::config {
namespace {

bool is_simple_key(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || (static_cast<unsigned char>(c) & 0x80) != 0;
  });
}

}  // namespace

void name_paths(Node& node) {
  std::size_t index = 0;
  for (Node& child : node.children) {
    if (node.kind == Node::Kind::list) {
      child.path = fmt::format("{}[{}]", node.path, index++);
    } else {
      const std::string key = is_simple_key(child.key) ? child.key : in_quotes(child.key);
      child.path = node.path.empty() ? key : node.path + "." + key;
    }
    name_paths(child);
  }
}

std::optional<Node> parse_yaml(const FileText& text, Findings& findings) {
  TreeBuilder builder(text, findings);
  std::optional<YamlComplaint> complaint;
  try {
    std::istringstream in(text.bytes());
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) continue;
  } catch (const StopParsing&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    const auto at = static_cast<std::size_t>(std::max(0, error.mark.pos));
    complaint = in_our_words(text, {.at = at, .message = error.msg}, builder.last_quoted());
  }
  if (is_unclosed_quote(text.bytes(), builder.last_quoted())) {
    complaint = {.at = builder.last_quoted(), .message = "this is no YAML: the quote opened here is never closed"};
  }
  if (complaint) {
    findings.add(complaint->at, complaint->message);
    return std::nullopt;
  }
  std::optional<Node> root = builder.take_root();
  if (!root) {
    findings.add(0, "the file is empty");
    return std::nullopt;
  }
  name_paths(*root);
  return root;
}

}  // namespace tb::config
