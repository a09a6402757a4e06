// The mistakes of one file, and how the user's own words appear in them.
#include "findings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

namespace tb::config {
namespace {

constexpr std::size_t kMaxFindings = 100;  // more than anybody repairs in one go; bounds the work on a hostile file
constexpr std::size_t kMaxQuoted = 60;     // code points: a message stays one line

std::string with_path(const Node& node, std::string_view message) {
  return node.path.empty() ? std::string(message) : fmt::format("{}: {}", node.path, message);
}

}  // namespace

void Findings::add(std::size_t offset, std::string message) {
  if (found_.size() > kMaxFindings) return;
  if (found_.size() == kMaxFindings) {
    message = fmt::format("there are more than {} mistakes; the rest is not shown. Correct these first.", kMaxFindings);
  }
  const Place place = text_.place_of(offset);
  found_.push_back({.file = text_.name(), .line = place.line, .column = place.column, .message = std::move(message)});
}

void Findings::add(const Node& node, std::string_view message) {
  add(node.at, with_path(node, message));
}

void Findings::add_at_key(const Node& node, std::string_view message) {
  add(node.key_at, with_path(node, message));
}

bool Findings::full() const {
  return found_.size() > kMaxFindings;
}

std::vector<Diagnostic> Findings::sorted() const {
  std::vector<Diagnostic> all = found_;
  const auto by_place = [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  };
  // The note that there is more stays last, wherever the mistake stood that was one too many.
  if (full()) {
    const Diagnostic last = *std::ranges::max_element(all, by_place);
    all.back().line = last.line;
    all.back().column = last.column;
  }
  std::ranges::stable_sort(all, by_place);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  std::size_t code_points = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80 && ++code_points > kMaxQuoted) {
      out += "…";
      break;
    }
    if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string shown(const Node& node) {
  return in_quotes(node.written.empty() ? node.text : node.written);
}

}  // namespace tb::config
