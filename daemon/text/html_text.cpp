// HTML to text in one pass: the tokenizer's states that matter, no tree, no recursion. Every search either moves the
// place of reading past what it searched, or ends the reading: that is what keeps hostile input linear.
#include "tenbells/text/html_text.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "flow.hpp"
#include "html_elements.hpp"
#include "html_references.hpp"
#include "html_tags.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::text {

namespace {

constexpr std::size_t kUnknown = std::string_view::npos - 1;
constexpr std::string_view kSectionEnd = "]]>";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Pictures in place of a character, as blogs make of emoji, are named by that character.
bool is_pictograph(std::string_view text) {
  constexpr std::size_t kLongest = 32;
  if (text.empty() || text.size() > kLongest) return false;
  const std::size_t length = sequence_length(text, 0);
  const char32_t first = length == 0 ? kReplacement : code_point_at(text, 0, length);
  const bool beyond_ascii = std::ranges::all_of(text, [](char c) { return (c & 0x80) != 0; });
  return beyond_ascii && ((first >= 0x2190 && first <= 0x2BFF) || (first >= 0x1F000 && first <= 0x1FAFF));
}

enum class Trusting : std::uint8_t {
  every_tag,
  tags_of_titles,  // other angle brackets are the author's words
};

class HtmlReader {
 public:
  HtmlReader(std::string_view html, Breaks breaks, Trusting trusting)
      : html_(html), flow_(html.size(), breaks), trusting_(trusting) {}

  std::string read() && {
    while (pos_ < html_.size()) {
      if (pos_ >= section_end_) {
        leave_section();
        continue;
      }
      pos_ = flow_.run<Stops::markup>(html_.substr(0, section_end_), pos_);
      if (pos_ == html_.size() || pos_ == section_end_) continue;
      if (html_[pos_] == '<') {
        if (!read_markup()) literal();
      } else if (html_[pos_] == '&') {
        read_reference();
      } else if (html_[pos_] == '\n' && is_preformatted_) {
        flow_.line_break();
        ++pos_;
      } else {
        pos_ = flow_.character(html_, pos_);
      }
    }
    if (flow_.is_empty()) flow_.text(alternative_);
    return std::move(flow_).finish();
  }

 private:
  // The "<" or "&" here is the author's.
  void literal() { pos_ = flow_.character(html_, pos_); }

  void read_reference() {
    const std::optional<Reference> reference = reference_at_start(html_.substr(pos_));
    if (!reference) return literal();
    flow_.code_point(reference->code_point);
    if (reference->second != 0) flow_.code_point(reference->second);
    pos_ += reference->length;
  }

  // A CDATA section that was wrapped twice: what is inside is the HTML that was meant.
  void enter_section() {
    pos_ += 9;
    section_end_ = next_section_end();
  }

  // The first from here on. Looked for only behind the one that was found last: many openings may share one end.
  std::size_t next_section_end() {
    if (next_section_end_ < pos_) next_section_end_ = html_.find(kSectionEnd, pos_);
    return next_section_end_;
  }

  // At the section's end, or behind it: a tag has swallowed it.
  void leave_section() {
    if (pos_ == section_end_) {
      pos_ += kSectionEnd.size();
      section_end_ = std::string_view::npos;
    } else {
      section_end_ = next_section_end();
    }
  }

  // At "<". False if it is only a less-than sign.
  bool read_markup() {
    const std::string_view rest = html_.substr(pos_);
    const char next = rest.size() > 1 ? rest[1] : ' ';
    if (next == '!' || next == '?') return read_declaration(rest);
    const std::size_t name = next == '/' ? 2 : 1;
    if (rest.size() <= name || !is_letter(rest[name])) return false;
    return read_tag(pos_ + name);
  }

  bool read_declaration(std::string_view rest) {
    if (rest.starts_with("<![CDATA[")) {
      enter_section();
      return true;
    }
    if (rest.starts_with("<!-->")) return skip_past('>');
    if (rest.starts_with("<!--")) return skip_comment();
    return is_closed() && skip_past('>');
  }

  // Known after one search: asked at every "<" of a text that holds nothing else, more would make it quadratic.
  [[nodiscard]] bool is_closed() {
    if (last_close_ == kUnknown) last_close_ = html_.rfind('>');
    return last_close_ != std::string_view::npos && pos_ < last_close_;
  }

  bool skip_past(char end) {
    const std::size_t found = html_.find(end, pos_);
    pos_ = found == std::string_view::npos ? html_.size() : found + 1;
    return true;
  }

  bool skip_comment() {
    const std::size_t found = html_.find("-->", pos_ + 4);
    pos_ = found == std::string_view::npos ? html_.size() : found + 3;
    return true;
  }

  // False if there is none: the "<" is the author's. `name_start` is behind "<" or "</".
  bool read_tag(std::size_t name_start) {
    const std::string_view name = tag_name(html_, name_start);
    const bool is_foreign = pos_ < foreign_end_;
    const Element* element = element_named(name);
    if (is_foreign && (element == nullptr || element->effect == Effect::none)) element = &foreign_element_named(name);
    if (trusting_ == Trusting::tags_of_titles && !is_foreign && (element == nullptr || !element->in_titles)) {
      return false;
    }
    const std::size_t name_end = name_start + name.size();
    if (!is_closed()) return skip_cut_tag(element, name_end);
    const std::optional<std::size_t> end = end_of_tag(html_, name_end);
    if (!end || !(element != nullptr || may_be_element(html_.substr(pos_ + 1, *end - pos_ - 2)))) return false;
    const std::size_t start = std::exchange(pos_, *end);
    const bool closing = html_[start + 1] == '/';
    return element == nullptr || take_effect(*element, html_.substr(name_end, *end - name_end - 1), closing, start);
  }

  // Behind the tag that began at `start`. False, and back there, if the tag is taken for words.
  bool take_effect(const Element& element, std::string_view attributes, bool closing, std::size_t start) {
    switch (element.effect) {
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
        is_preformatted_ = !closing;
        break;
      case Effect::pictures:
        read_picture(attributes);
        break;
      case Effect::hides:
      case Effect::replaces:
        if (closing || attributes.ends_with('/')) break;
        return skip_hidden(element, start);
      case Effect::foreign:
        if (closing || attributes.ends_with('/') || start < foreign_end_) break;
        return enter_foreign(element, start);
    }
    return true;
  }

  // The alternative text is for whoever does not see the picture: it counts where there is nothing else.
  void read_picture(std::string_view attributes) {
    const std::string alternative = attribute_value(attributes, "alt");
    if (is_pictograph(alternative)) return flow_.text(alternative);
    flow_.space();
    if (alternative_.empty()) alternative_ = alternative;
  }

  // A text that was cut inside a tag: dropped if nothing else can be lost with it. Only the last "<" can be one.
  bool skip_cut_tag(const Element* element, std::size_t name_end) {
    if (last_open_ == kUnknown) last_open_ = html_.rfind('<');
    const std::string_view rest = html_.substr(name_end);
    const bool cut = trusting_ == Trusting::every_tag && pos_ == last_open_ && element != nullptr &&
                     rest.find('=') != std::string_view::npos && holds_attributes_alone(rest);
    if (cut) pos_ = html_.size();
    return cut;
  }

  // Each search that finds nothing has read all the rest: a few are allowed.
  std::optional<std::size_t> end_tag_from_here(const Element& element) {
    constexpr int kMostNeverClosed = 8;
    if (never_closed_ >= kMostNeverClosed) return std::nullopt;
    const std::optional<std::size_t> found = end_tag_of(html_, pos_, element.name);
    if (!found) ++never_closed_;
    return found;
  }

  // A title without the end tag is about the element.
  bool enter_foreign(const Element& element, std::size_t start) {
    const std::optional<std::size_t> end = end_tag_from_here(element);
    if (!end && trusting_ == Trusting::tags_of_titles) {
      pos_ = start;
      return false;
    }
    foreign_end_ = end.value_or(0);
    return true;
  }

  bool skip_hidden(const Element& element, std::size_t start) {
    if (const std::optional<std::size_t> found = end_tag_from_here(element)) {
      const std::size_t behind = *found + 2 + element.name.size();
      pos_ = end_of_tag(html_, behind).value_or(behind);
      return true;
    }
    if (trusting_ == Trusting::tags_of_titles) {
      pos_ = start;
      return false;
    }
    if (element.effect == Effect::hides) pos_ = html_.size();
    return true;
  }

  std::string_view html_;
  std::size_t pos_ = 0;
  std::size_t last_close_ = kUnknown;  // npos if there is none
  std::size_t last_open_ = kUnknown;
  std::size_t section_end_ = std::string_view::npos;
  std::size_t next_section_end_ = 0;  // what was found last; npos if there is none from there on
  std::size_t foreign_end_ = 0;       // where the <math> or <svg> ends that was entered last
  Flow flow_;
  Trusting trusting_;
  std::string alternative_;
  int never_closed_ = 0;
  bool is_preformatted_ = false;
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

bool looks_like_html(std::string_view text) {
  for (std::size_t open = text.find('<'); open != std::string_view::npos; open = text.find('<', open + 1)) {
    const std::string_view name = tag_name(text, open + 1);
    const std::size_t after = open + 1 + name.size();
    if (after == text.size()) return false;
    if (name.empty() && text[after] == '/' && after + 1 < text.size() && is_letter(text[after + 1])) return true;
    const Element* const element = element_named(name);
    if (element != nullptr && (element->name == "br" || element->name == "p")) return true;
  }
  return false;
}

}  // namespace tb::text
