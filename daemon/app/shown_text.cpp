// Pieces are made printable one by one, so that offsets stay true until they are used.
#include "shown_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

constexpr std::size_t kWhole = 300;     // bytes; a text that fits on a few lines of a terminal
constexpr std::size_t kContext = 70;    // bytes of a long text before and after a span
constexpr std::size_t kPassages = 3;    // of one text
constexpr std::size_t kLongSpan = 160;  // code points; a SAME_SENTENCE or a regular expression may span pages

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Moved outwards to the nearest code point boundary.
std::size_t boundary_before(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && continues(text[at])) --at;
  return at;
}

std::size_t boundary_after(std::string_view text, std::size_t at) {
  while (at < text.size() && continues(text[at])) ++at;
  return at;
}

// In order, overlapping ones as one.
std::vector<ShownSpan> in_order(std::vector<ShownSpan> spans, std::size_t size) {
  std::erase_if(spans, [&](const ShownSpan& span) { return span.begin >= span.end || span.end > size; });
  std::ranges::sort(spans, {}, [](const ShownSpan& span) { return std::pair(span.begin, span.end); });
  std::vector<ShownSpan> joined;
  for (const ShownSpan& span : spans) {
    if (!joined.empty() && span.begin < joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  return joined;
}

std::vector<ShownSpan> passages(std::string_view text, const std::vector<ShownSpan>& spans) {
  if (text.size() <= kWhole) return {{.begin = 0, .end = text.size()}};
  if (spans.empty()) return {{.begin = 0, .end = boundary_before(text, kWhole)}};
  std::vector<ShownSpan> found;
  for (const ShownSpan& span : spans) {
    const std::size_t begin = boundary_before(text, span.begin > kContext ? span.begin - kContext : 0);
    const std::size_t end = boundary_after(text, std::min(text.size(), span.end + kContext));
    if (!found.empty() && begin <= found.back().end) {
      found.back().end = end;
    } else if (found.size() == kPassages) {
      break;
    } else {
      found.push_back({.begin = begin, .end = end});
    }
  }
  return found;
}

std::string standing_out(std::string_view text, Colour colour) {
  const std::string shown = printable(shortened(text, kLongSpan));
  if (colour == Colour::off) return "[" + shown + "]";
  return painted(shown, fmt::emphasis::bold | fmt::emphasis::underline, colour);
}

}  // namespace

std::string excerpt(std::string_view text, std::vector<ShownSpan> spans, Colour colour) {
  const std::vector<ShownSpan> marked = in_order(std::move(spans), text.size());
  std::string shown;
  std::size_t reached = 0;
  for (const ShownSpan& passage : passages(text, marked)) {
    if (passage.begin > reached) shown += "…";
    std::size_t at = passage.begin;
    for (const ShownSpan& span : marked) {
      if (span.begin < at || span.end > passage.end) continue;
      shown += printable(text.substr(at, span.begin - at));
      shown += standing_out(text.substr(span.begin, span.end - span.begin), colour);
      at = span.end;
    }
    shown += printable(text.substr(at, passage.end - at));
    reached = passage.end;
  }
  return reached < text.size() ? shown + "…" : shown;
}

std::string named_spans(const std::vector<Evidence>& evidence, std::size_t at_most) {
  std::vector<std::string> shown;
  bool more = false;
  for (const Evidence& span : evidence) {
    std::string text = printable(shortened(span.text, 60));
    if (!span.entity.empty()) text += fmt::format(" (@{})", printable(span.entity));
    if (span.field != Field::title) text += fmt::format(" in {}", to_string(span.field));
    if (std::ranges::find(shown, text) != shown.end()) continue;
    more = shown.size() == at_most;
    if (more) break;
    shown.push_back(std::move(text));
  }
  return fmt::format("{}{}", fmt::join(shown, ", "), more ? ", …" : "");
}

std::string shown_item(const Item& item, std::size_t code_points) {
  for (const std::string* text : {&item.title, &item.summary, &item.body}) {
    if (!text->empty()) return printable(shortened(*text, code_points));
  }
  return "(no text)";
}

}  // namespace tb::app
