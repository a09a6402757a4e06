// HTML to text in one pass: the tokenizer's states that matter, no tree, no recursion. Every search either moves the
// place of reading past what it searched, or ends the reading: that is what keeps hostile input linear.
#include "tenbells/text/html_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "flow.hpp"
#include "html_elements.hpp"
#include "html_references.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::text {

namespace {

constexpr std::size_t kLongestElementName = 16;  // beyond every name in our tables

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

struct Tag {
  std::array<char, kLongestElementName> bytes{};
  std::size_t length = 0;  // 0: a name too long to be known
  bool closing = false;
  std::size_t end = 0;  // behind its name

  [[nodiscard]] std::string_view name() const { return {bytes.data(), length}; }
};

// Whether all that stands behind a tag's name are attributes with values: no words of a sentence.
bool holds_attributes_alone(std::string_view rest) {
  constexpr std::string_view kSpace = " \t\r\n\f";
  while (true) {
    while (!rest.empty() && (is_space(rest.front()) || rest.front() == '/')) rest.remove_prefix(1);
    if (rest.empty()) return true;
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos || rest.find_first_of(kSpace) < equals) return false;
    rest.remove_prefix(equals + 1);
    const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
    const std::size_t end = quoted ? rest.find(rest.front(), 1) : rest.find_first_of(kSpace);
    if (end == std::string_view::npos) return rest.find_first_of(kSpace) == std::string_view::npos;
    rest.remove_prefix(end + 1);
  }
}

// What stands between "<" and ">" and is no element of HTML: one of somebody's own (<custom-x>, <o:p>), or an end tag.
bool may_be_element(std::string_view tag) {
  const bool closing = tag.starts_with('/');
  if (closing) tag.remove_prefix(1);
  const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n\f/"));
  const std::size_t mark = name.find_first_of("-:");
  const bool own = mark != std::string_view::npos && mark + 1 < name.size();
  const auto belongs = [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_' || c == '.' || (c & 0x80) != 0;
  };
  return (own || closing) && std::ranges::all_of(name, belongs) && holds_attributes_alone(tag.substr(name.size()));
}

enum class Trusting : std::uint8_t {
  every_tag,
  tags_of_titles,  // other angle brackets are the author's words
};

class HtmlReader {
 public:
  HtmlReader(std::string_view html, Breaks breaks, Trusting trusting)
      : html_(html),
        last_close_(html.rfind('>')),
        last_open_(html.rfind('<')),
        flow_(html.size(), breaks),
        trusting_(trusting) {}

  std::string read() && {
    while (pos_ < html_.size()) {
      read_run();
      if (pos_ == html_.size()) break;
      if (html_[pos_] == '&') {
        read_reference();
      } else if (html_[pos_] == ']') {
        read_bracket();
      } else if (!read_markup()) {
        literal(1);
      }
    }
    return std::move(flow_).finish();
  }

 private:
  void literal(std::size_t length) {
    flow_.text(html_.substr(pos_, length));
    pos_ += length;
  }

  void read_run() {
    std::size_t start = pos_;
    for (; pos_ < html_.size() && !ends_run(html_[pos_]); ++pos_) {
      if (html_[pos_] != '\n' || preformatted_ == 0) continue;
      flow_.text(html_.substr(start, pos_ - start));
      flow_.line_break();
      start = pos_;  // the break itself is white space
    }
    flow_.text(html_.substr(start, pos_ - start));
  }

  [[nodiscard]] bool ends_run(char c) const { return c == '<' || c == '&' || (c == ']' && in_cdata_); }

  void read_reference() {
    const std::optional<Reference> reference = reference_at_start(html_.substr(pos_));
    if (!reference) return literal(1);
    flow_.code_point(reference->code_point);
    pos_ += reference->length;
  }

  // Inside a CDATA section that was wrapped twice.
  void read_bracket() {
    if (!html_.substr(pos_).starts_with("]]>")) return literal(1);
    pos_ += 3;
    in_cdata_ = false;
  }

  // At "<". False if it is only a less-than sign.
  bool read_markup() {
    const std::string_view rest = html_.substr(pos_);
    if (rest.starts_with("<![CDATA[")) {  // wrapped twice: what is inside is the HTML that was meant
      pos_ += 9;
      in_cdata_ = true;
      return true;
    }
    if (rest.starts_with("<!--")) return skip_comment();
    if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) return is_closed() && skip_past('>');
    const std::size_t name = rest.size() > 1 && rest[1] == '/' ? 2 : 1;
    if (rest.size() <= name || !is_letter(rest[name])) return false;
    return read_tag();
  }

  // Known without a search: asked at every "<" of a text that holds nothing else, a search would make it quadratic.
  [[nodiscard]] bool is_closed() const { return last_close_ != std::string_view::npos && pos_ < last_close_; }

  bool skip_past(char end) {
    const std::size_t found = html_.find(end, pos_);
    pos_ = found == std::string_view::npos ? html_.size() : found + 1;
    return true;
  }

  bool skip_comment() {
    if (html_.substr(pos_).starts_with("<!-->")) return skip_past('>');
    const std::size_t found = html_.find("-->", pos_ + 4);
    pos_ = found == std::string_view::npos ? html_.size() : found + 3;
    return true;
  }

  // False if there is none: the "<" is the author's.
  bool read_tag() {
    const Tag tag = name_at(pos_);
    if (trusting_ == Trusting::tags_of_titles && !belongs_in_title(tag.name())) return false;
    if (!is_closed()) return skip_cut_tag(tag);
    const std::optional<std::size_t> end = end_of_attributes(tag.end);
    if (!end || !(is_element(tag.name()) || may_be_element(html_.substr(pos_ + 1, *end - pos_ - 2)))) return false;
    pos_ = *end;
    const bool empty = html_.substr(0, pos_).ends_with("/>");
    switch (effect_of(tag.name())) {
      case Effect::none:
        break;
      case Effect::spaces:
        flow_.space();
        break;
      case Effect::breaks:
        flow_.line_break();
        break;
      case Effect::keeps:
        flow_.line_break();
        preformatted_ = tag.closing ? 0 : 1;
        break;
      case Effect::hides:
        if (!tag.closing && !empty) skip_hidden(tag.name());
        break;
    }
    return true;
  }

  // The name alone, in bounded time: in a title most "<" turn out to be text, and are looked at again.
  [[nodiscard]] Tag name_at(std::size_t start) const {
    Tag tag;
    std::size_t pos = start + 1;
    tag.closing = html_[pos] == '/';
    if (tag.closing) ++pos;
    for (; pos < html_.size() && !is_space(html_[pos]) && html_[pos] != '/' && html_[pos] != '>'; ++pos) {
      if (tag.length == kLongestElementName) return {.closing = tag.closing, .end = pos};
      tag.bytes.at(tag.length++) = lower(html_[pos]);
    }
    tag.end = pos;
    return tag;
  }

  // A text that was cut inside a tag: dropped if nothing else can be lost with it. Only the last "<" can be one.
  bool skip_cut_tag(const Tag& tag) {
    const std::string_view rest = html_.substr(tag.end);
    const bool cut = trusting_ == Trusting::every_tag && pos_ == last_open_ && is_element(tag.name()) &&
                     rest.find('=') != std::string_view::npos && holds_attributes_alone(rest);
    if (cut) pos_ = html_.size();
    return cut;
  }

  // Behind the ">" of the tag whose name ends at `pos`; nothing if another "<" or the end comes first. A quote opens a
  // value only behind "=": <p title=it's> has none. Where a quote was forgotten, the tag ends at the first ">" behind
  // it. Values are counted, because a "<" that turns out to be text leaves what was searched to be read again.
  [[nodiscard]] std::optional<std::size_t> end_of_attributes(std::size_t pos) const {
    constexpr int kMostValues = 64;
    std::optional<std::size_t> end_in_quotes;
    for (int values = 0; values < kMostValues;) {
      while (pos < html_.size() && html_[pos] != '<' && html_[pos] != '>' && html_[pos] != '=') ++pos;
      if (pos == html_.size() || html_[pos] == '<') return end_in_quotes;
      if (html_[pos++] == '>') return pos;
      while (pos < html_.size() && is_space(html_[pos])) ++pos;
      if (pos == html_.size() || (html_[pos] != '"' && html_[pos] != '\'')) continue;
      ++values;
      const std::size_t close = std::min(html_.find(html_[pos], pos + 1), html_.size());
      const std::string_view value = html_.substr(pos + 1, close - pos - 1);
      const std::size_t bracket = value.find('>');
      if (bracket != std::string_view::npos && !end_in_quotes) end_in_quotes = pos + 1 + bracket + 1;
      const bool opens_another = bracket != std::string_view::npos && value.ends_with('=');
      if (close == html_.size() || opens_another) return end_in_quotes;
      pos = close + 1;
    }
    return end_in_quotes;
  }

  void skip_hidden(std::string_view name) {
    const auto same = [](char a, char b) { return lower(a) == b; };
    for (std::size_t found = html_.find("</", pos_); found != std::string_view::npos;
         found = html_.find("</", found + 2)) {
      const std::string_view there = html_.substr(found + 2, name.size());
      if (!std::ranges::equal(there, name, same)) continue;
      const std::size_t behind = found + 2 + name.size();
      pos_ = end_of_attributes(behind).value_or(behind);
      return;
    }
    pos_ = html_.size();
  }

  std::string_view html_;
  std::size_t pos_ = 0;
  std::size_t last_close_;  // npos if there is none
  std::size_t last_open_;
  Flow flow_;
  Trusting trusting_;
  int preformatted_ = 0;
  bool in_cdata_ = false;
};

}  // namespace

std::string html_to_text(std::string_view html) {
  return HtmlReader(html, Breaks::shown, Trusting::every_tag).read();
}

std::string html_to_line(std::string_view html) {
  return HtmlReader(html, Breaks::as_spaces, Trusting::tags_of_titles).read();
}

std::string plain_to_line(std::string_view text) {
  Flow flow(text.size(), Breaks::as_spaces);
  flow.text(text);
  return std::move(flow).finish();
}

std::string decode_references(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t amp = text.find('&'); amp != std::string_view::npos; amp = text.find('&')) {
    decoded += text.substr(0, amp);
    text.remove_prefix(amp);
    const std::optional<Reference> reference = reference_at_start(text);
    if (reference) {
      append_utf8(decoded, reference->code_point);
    } else {
      decoded += '&';
    }
    text.remove_prefix(reference ? reference->length : 1);
  }
  decoded += text;
  return decoded;
}

bool is_html_element(std::string_view name) {
  if (name.size() > kLongestElementName) return false;
  std::array<char, kLongestElementName> bytes{};
  std::ranges::transform(name, bytes.begin(), lower);
  return is_element({bytes.data(), name.size()});
}

bool looks_like_html(std::string_view text) {
  for (std::size_t open = text.find('<'); open != std::string_view::npos; open = text.find('<', open + 1)) {
    std::array<char, 4> next{};
    const std::string_view there = text.substr(open + 1, next.size());
    std::ranges::transform(there, next.begin(), lower);
    if (next[0] == '/' && is_letter(next[1])) return true;
    if (next[0] == 'b' && next[1] == 'r' && (is_space(next[2]) || next[2] == '/' || next[2] == '>')) return true;
    if (next[0] == 'p' && (is_space(next[1]) || next[1] == '>')) return true;
  }
  return false;
}

}  // namespace tb::text
