// The louder the severity, the louder the colour. Widths are left to the terminal: headlines wrap by themselves.
#include "human_alert.hpp"

#include <fmt/color.h>

#include <algorithm>
#include <boost/algorithm/string/case_conv.hpp>
#include <vector>

#include "tenbells/core/printable.hpp"

namespace tb::sink {
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

std::string painted(const std::string& text, fmt::text_style style, Colour colour) {
  return colour == Colour::on ? fmt::format(style, "{}", text) : text;
}

// The title with its evidence in bold; spans are made printable one by one, so that offsets stay true until used.
std::string headline(const Alert& alert, Colour colour) {
  const std::string& title = alert.item.title;
  std::string line;
  std::size_t at = 0;
  for (const Evidence& span : alert.evidence) {
    if (span.field != Field::title || span.begin < at || span.end > title.size()) continue;
    line += printable(title.substr(at, span.begin - at));
    line += painted(printable(title.substr(span.begin, span.end - span.begin)),
                    fmt::emphasis::bold | fmt::emphasis::underline, colour);
    at = span.end;
  }
  return line + printable(title.substr(at));
}

std::string matched(const Alert& alert) {
  std::vector<std::string> shown;
  for (const Evidence& span : alert.evidence) {
    std::string text = span.entity.empty() ? span.text : span.text + " (@" + span.entity + ")";
    if (span.field != Field::title) text += " in " + std::string(to_string(span.field));
    text = printable(shortened(text, 60));
    if (std::ranges::find(shown, text) == shown.end()) shown.push_back(std::move(text));
    if (shown.size() == 6) break;
  }
  std::string line;
  for (const std::string& text : shown) line += (line.empty() ? "" : ", ") + text;
  return line;
}

}  // namespace

std::string human_alert(const Alert& alert, Colour colour) {
  const auto faint = [&](const std::string& text) { return painted(text, fmt::emphasis::faint, colour); };
  const std::string time = to_rfc3339(alert.raised_at).substr(11, 8) + "Z";
  std::string text = fmt::format("{} {}  {}  {}\n", faint(time),
                                 painted(" " + boost::to_upper_copy(std::string(to_string(alert.severity))) + " ",
                                         style_of(alert.severity), colour),
                                 printable(alert.rule.title), faint("from " + printable(alert.item.source)));
  text += "  " + headline(alert, colour) + "\n";
  if (!alert.item.link.empty()) text += "  " + faint(printable(alert.item.link)) + "\n";
  if (const std::string spans = matched(alert); !spans.empty()) text += "  " + faint("matched: " + spans) + "\n";
  return text;
}

}  // namespace tb::sink
