// yaml-cpp stops where its grammar breaks, which is often behind the slip: after a closing quote, or lines below a
// colon without its blank, where what was meant as a key turned out to be the text of the line before.
#include "yaml_complaint.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "raw_scalar.hpp"

namespace tb::config {
namespace {

struct Wording {
  std::string_view theirs;
  std::string_view ours;
};

constexpr std::string_view kSecondColon = "illegal map value";

constexpr std::array kWordings{
    Wording{kSecondColon, "a second `: ` where only one can be: quote the value, or check the indentation"},
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

// A line as YAML sees its beginning: blanks, `- `s, then what it holds.
struct Line {
  std::size_t content = 0;           // offset of the first character that is neither
  std::string_view text;             // from there to the end of the line
  std::optional<std::size_t> value;  // offset of what stands behind `key: `, if anything does
  std::size_t indent = 0;            // column of the content
  bool is_entry = false;             // behind a `- `
  [[nodiscard]] bool is_empty() const { return text.empty() || text.front() == '#'; }
};

Line line_of(const FileText& file, int number) {
  const std::string_view whole = file.line(number);
  const auto begin = static_cast<std::size_t>(whole.data() - file.bytes().data());
  std::size_t at = 0;
  Line line;
  while (at < whole.size() && (whole[at] == ' ' || whole.substr(at).starts_with("- "))) {
    line.is_entry = line.is_entry || whole[at] == '-';
    ++at;
  }
  line.content = begin + at;
  line.text = whole.substr(at);
  line.indent = at;
  const std::size_t colon = line.text.find(": ");
  const std::size_t value = colon == std::string_view::npos ? colon : line.text.find_first_not_of(' ', colon + 1);
  if (value != std::string_view::npos) line.value = line.content + value;
  return line;
}

// Where the text begins that runs on into a line, if it began in one above.
std::optional<std::size_t> start_of_text(const FileText& file, int number) {
  std::optional<std::size_t> start;
  for (Line below = line_of(file, number--); number > 0 && !below.is_entry; --number) {
    const Line line = line_of(file, number);
    if (line.is_empty()) continue;
    if (line.value) return below.indent > line.indent ? line.value : start;
    if (line.text.ends_with(':')) return start;
    start = line.content;
    below = line;
  }
  return start;
}

// The key of a text that begins `key:value`; empty if it begins otherwise. An address is no such text.
std::string_view key_without_blank(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || text.substr(colon).starts_with("://")) return {};
  const std::string_view key = text.substr(0, colon);
  const bool is_key = std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  return is_key ? key : std::string_view();
}

std::optional<YamlComplaint> text_over_lines(const FileText& file, std::size_t at) {
  const int number = file.place_of(at).line;
  const Line line = line_of(file, number);
  if (file.bytes().find(": ", line.content) < at) return std::nullopt;  // the second one of this line
  const std::optional<std::size_t> start = start_of_text(file, number);
  if (!start) return std::nullopt;
  const std::string_view key = key_without_blank(std::string_view(file.bytes()).substr(*start));
  if (!key.empty()) {
    return YamlComplaint{*start, fmt::format("one text goes on from here into line {}. Is a blank missing after the "
                                             "colon? Write `{}: …`",
                                             number, key)};
  }
  return YamlComplaint{
      *start,
      fmt::format("one text goes on from here to the `: ` in line {}: quote it, or check the indentation", number)};
}

std::optional<YamlComplaint> text_after_quote(const FileText& file, std::size_t at, std::size_t quoted) {
  const std::optional<std::size_t> end = end_of_quote(file.bytes(), quoted);
  if (!end || *end > at) return std::nullopt;
  const std::string_view between = std::string_view(file.bytes()).substr(*end, at - *end);
  const bool is_text =
      at < file.bytes().size() && std::string_view("\r\n,:]}").find(file.bytes()[at]) == std::string_view::npos;
  if (!is_text || between.find_first_not_of(" \t") != std::string_view::npos) return std::nullopt;
  return YamlComplaint{at,
                       "text goes on behind a closing quote: put the whole value in '…', or into a line of its own "
                       "below `match: >`"};
}

}  // namespace

YamlComplaint in_our_words(const FileText& text, const YamlComplaint& theirs, std::size_t last_quoted) {
  const auto says = [&](std::string_view message) { return theirs.message.starts_with(message); };
  std::optional<YamlComplaint> ours;
  if (says(kSecondColon)) ours = text_over_lines(text, theirs.at);
  if (says("end of ")) ours = text_after_quote(text, theirs.at, last_quoted);
  if (!ours) {
    // Some of their messages go on with a name or a character of the file.
    const auto* found = std::ranges::find_if(kWordings, [&](const Wording& w) { return says(w.theirs); });
    ours = YamlComplaint{theirs.at, found == kWordings.end() ? theirs.message : std::string(found->ours)};
  }
  ours->message = "this is no YAML: " + ours->message;
  return *ours;
}

}  // namespace tb::config
