// The louder the severity, the louder the colour, as the alerts on a terminal have it.
#include "hit_text.hpp"

#include <fmt/format.h>

#include <boost/algorithm/string/case_conv.hpp>

#include "json_text.hpp"
#include "shown_text.hpp"
#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

fmt::text_style style_of(Severity severity) {
  switch (severity) {
    case Severity::routine:
      return fmt::fg(fmt::terminal_color::cyan);
    case Severity::urgent:
      return fmt::fg(fmt::terminal_color::yellow) | fmt::emphasis::bold;
    case Severity::bulletin:
      return fmt::fg(fmt::terminal_color::magenta) | fmt::emphasis::bold;
    case Severity::flash:
      return fmt::fg(fmt::terminal_color::white) | fmt::bg(fmt::terminal_color::red) | fmt::emphasis::bold;
  }
  return {};
}

std::vector<ShownSpan> spans_in(const std::vector<Evidence>& evidence, Field field, std::size_t entry) {
  std::vector<ShownSpan> spans;
  for (const Evidence& span : evidence) {
    if (span.field == field && span.entry == entry) spans.push_back({.begin = span.begin, .end = span.end});
  }
  return spans;
}

std::string label(Severity severity, Colour colour) {
  const std::string word = boost::to_upper_copy(std::string(to_string(severity)));
  return painted(fmt::format(" {} ", word), style_of(severity), colour);
}

std::string rule_line(const Hit& hit, Colour colour) {
  std::string line =
      fmt::format("  {} {}  {}", label(hit.rule.severity, colour),
                  painted(printable(hit.rule.id), fmt::emphasis::bold, colour), printable(hit.rule.title));
  if (hit.score) line += fmt::format("  score {}", *hit.score);
  if (!hit.rule.status.empty()) line += fmt::format("  ({})", printable(hit.rule.status));
  return line + "\n";
}

}  // namespace

std::string hits_text(const Item& item, const std::vector<Hit>& hits, Colour colour) {
  const auto faint = [&](const std::string& text) { return painted(text, fmt::emphasis::faint, colour); };
  if (hits.empty()) return faint("no hit: " + shown_item(item, 120)) + "\n";
  std::vector<ShownSpan> in_title;
  for (const Hit& hit : hits) {
    for (const ShownSpan& span : spans_in(hit.evidence, Field::title, 0)) in_title.push_back(span);
  }
  std::string text = item.title.empty() ? "(no title)\n" : excerpt(item.title, std::move(in_title), colour) + "\n";
  if (!item.link.empty()) text += "  " + faint(printable(item.link)) + "\n";
  for (const Hit& hit : hits) {
    text += rule_line(hit, colour);
    for (const Field field : kFields) {
      for (std::size_t entry = 0; field != Field::title && entry < entries_of(item, field); ++entry) {
        std::vector<ShownSpan> spans = spans_in(hit.evidence, field, entry);
        if (spans.empty()) continue;
        const std::string& whole = text_of(item, field, entry);
        text += fmt::format("    {} {}\n", faint(std::string(to_string(field)) + ":"),
                            excerpt(whole, std::move(spans), colour));
      }
    }
    if (!hit.evidence.empty()) text += "    " + faint("matched: " + named_spans(hit.evidence, 8)) + "\n";
  }
  return text;
}

std::string miss_json(const Item& item) {
  JsonText out;
  out.object();
  out.key("rule");
  out.null();
  out.key("item");
  out.object();
  out.put("id", item.id);
  out.put("source", item.source);
  out.put("title", item.title);
  if (!item.link.empty()) out.put("link", item.link);
  out.end_object();
  out.end_object();
  return out.text();
}

}  // namespace tb::app
