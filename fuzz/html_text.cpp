// Fuzz target: any bytes as HTML. The text is valid, no longer than its HTML allows, in lines without white space at
// their ends, and as text it stays what it is.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "feed_claims.hpp"
#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"

namespace {

using namespace tb;

void require_flowing(const std::string& text) {
  fuzz::require(text::is_valid_utf8(text), "the text is valid UTF-8");
  for (const char* const doubled : {"  ", "\n\n", " \n", "\n "})
    fuzz::require(text.find(doubled) == std::string::npos, "white space is collapsed");
  const bool trimmed =
      text.empty() || (text.front() != ' ' && text.front() != '\n' && text.back() != ' ' && text.back() != '\n');
  fuzz::require(trimmed, "no white space stands at the ends");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string html = text::repair_utf8({reinterpret_cast<const char*>(bytes), size}).text;
  const std::string paragraphs = text::html_to_text(html);
  const std::string line = text::html_to_line(html);
  require_flowing(paragraphs);
  require_flowing(line);
  fuzz::require(line.find('\n') == std::string::npos, "a title is one line");
  fuzz::require(paragraphs.size() <= 2 * html.size() && line.size() <= 2 * html.size(),
                "text is hardly longer than its HTML");
  fuzz::require(text::plain_to_line(line) == line, "a title is plain text");
  require_flowing(text::plain_to_line(html));
  fuzz::require(text::is_valid_utf8(text::decode_references(html)), "decoded references are valid UTF-8");
  static_cast<void>(text::looks_like_html(html));
  return 0;
}
