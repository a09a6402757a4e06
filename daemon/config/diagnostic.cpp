// How a mistake reads: one line that editors and CI understand, and, where the line may be shown, the line with a
// caret.
#include <fmt/core.h>

#include "tenbells/config/configuration.hpp"

namespace tb::config {
namespace {

// The blanks that bring a caret under a column. A tab stays a tab; a wide character (CJK, Hangul, full width forms,
// emoji) takes two cells of a terminal. Ranges: Unicode's EastAsianWidth, its large blocks.
std::string indent_of(std::string_view line, int column) {
  std::string indent;
  int code_points = 0;
  for (std::size_t i = 0; i < line.size() && code_points < column - 1; ++code_points) {
    const auto lead = static_cast<unsigned char>(line[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t k = 1; k < length && i + k < line.size(); ++k) {
      code = (code << 6) | (static_cast<unsigned char>(line[i + k]) & 0x3FU);
    }
    const bool wide = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
                      (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
                      (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
                      (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x1F300 && code <= 0x1FAFF) ||
                      (code >= 0x20000 && code <= 0x3FFFD);
    indent += code == '\t' ? "\t" : wide ? "  " : " ";
    i += length;
  }
  return indent;
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  if (diagnostic.line == 0) return fmt::format("{}: {}", diagnostic.file, diagnostic.message);
  std::string text =
      fmt::format("{}:{}:{}: {}", diagnostic.file, diagnostic.line, diagnostic.column, diagnostic.message);
  if (!diagnostic.source_line.empty()) {
    text += fmt::format("\n  {}\n  {}^", diagnostic.source_line, indent_of(diagnostic.source_line, diagnostic.column));
  }
  return text;
}

}  // namespace tb::config
