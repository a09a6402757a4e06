// YAML → tree: runs yaml-cpp, and says its complaints in words that tell what to do.
#include "yaml_tree.hpp"

#include <fmt/core.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include "raw_scalar.hpp"
#include "tree_builder.hpp"

namespace tb::config {
namespace {

bool is_simple_key(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || (static_cast<unsigned char>(c) & 0x80) != 0;
  });
}

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

// What yaml-cpp says, in words that tell what to do.
struct Wording {
  std::string_view theirs;
  std::string_view ours;
};

constexpr std::array kWordings{
    Wording{"illegal map value", "a second `: ` where only one can be: quote the value, or check the indentation"},
    Wording{"illegal block entry", "a list entry `- ` cannot begin here: check the indentation (blanks, no tabs)"},
    Wording{"illegal map key", "a key cannot begin here: check the indentation (blanks, no tabs)"},
    Wording{"illegal tab when looking for indentation", "a tab in the indentation: use blanks"},
    Wording{"end of map not found", "a line is indented unlike its neighbours, or a `: ` is missing"},
    Wording{"end of map flow not found", "the map opened with `{` is never closed, or lacks a comma: check for `}`"},
    Wording{"end of sequence not found", "a line is indented unlike the list it belongs to"},
    Wording{"end of sequence flow not found", "the list opened with `[` is never closed, or lacks a comma: check `]`"},
    Wording{"the referenced anchor is not defined", "this alias names no anchor: write `&name` before the first use"},
    Wording{"bad file", "this is nested too deep; no option needs that"},
    Wording{"unknown token", "this character begins nothing in YAML: put the value in quotes"},
};

std::string reworded(const std::string& theirs) {
  // Some of their messages go on with a name or a character of the file.
  const auto* found = std::ranges::find_if(kWordings, [&](const Wording& w) { return theirs.starts_with(w.theirs); });
  if (found == kWordings.end()) return fmt::format("this is no YAML: {}", theirs);
  return fmt::format("this is no YAML: {}", found->ours);
}

}  // namespace

std::optional<Node> parse_yaml(const FileText& text, Findings& findings) {
  TreeBuilder builder(text, findings);
  std::optional<std::pair<std::size_t, std::string>> mistake;
  try {
    std::istringstream in(text.bytes());
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) continue;
  } catch (const StopParsing&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    mistake = {static_cast<std::size_t>(std::max(0, error.mark.pos)), reworded(error.msg)};
  }
  if (is_unclosed_quote(text.bytes(), builder.last_quoted())) {
    mistake = {builder.last_quoted(), "this is no YAML: the quote opened here is never closed"};
  }
  if (mistake) {
    findings.add(mistake->first, mistake->second);
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
