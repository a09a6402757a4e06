// Steps over sections, comments and instructions as they are, and has start tags written anew. What is searched for far
// ahead is remembered, so that each byte is looked at a few times only.
#include "repairable.hpp"

#include <algorithm>
#include <array>

#include "names.hpp"
#include "start_tag.hpp"

namespace tb::feed {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

// As in HTML: in a broken feed "<速报>" is a headline, no tag.
bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}

// Bounded: asked at every "<".
std::string_view name_at(std::string_view text) {
  text = text.substr(0, 256);
  return text.substr(0, text.find_first_of(" \t\r\n/><="));
}

bool is_item(std::string_view name) {
  return same_name(local_part(name), "item") || same_name(local_part(name), "entry");
}

struct Predefined {
  std::string_view name;
  std::string_view number;
};

constexpr std::array kPredefined{Predefined{"&lt;", "&#60;"}, Predefined{"&gt;", "&#62;"}, Predefined{"&amp;", "&#38;"},
                                 Predefined{"&quot;", "&#34;"}, Predefined{"&apos;", "&#39;"}};

bool is_number(std::string_view at) {
  if (!at.starts_with("&#")) return false;
  constexpr std::size_t kLongest = 12;
  const std::size_t first = at.size() > 2 && at[2] == 'x' ? 3 : 2;
  const std::string_view allowed = first == 3 ? "0123456789abcdefABCDEF" : "0123456789";
  const std::size_t end = at.substr(0, kLongest).find_first_not_of(allowed, first);
  return end != std::string_view::npos && end > first && at[end] == ';';
}

// Behind the ">" of the tag at `pos`, or at the "<" that comes instead; npos if the text ends first. A quote is one
// only behind "=": ">" may stand in a value, "<" may not. Where a quote was forgotten the tag ends at its first ">".
std::size_t end_of_tag(std::string_view xml, std::size_t pos) {
  char quote = 0;
  char before = 0;
  std::size_t first = std::string_view::npos;
  for (++pos; pos < xml.size() && xml[pos] != '<'; ++pos) {
    const char c = xml[pos];
    if (c == '>') {
      first = std::min(first, pos + 1);
      if (quote == 0) return pos + 1;
    }
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (before == '=' && (c == '"' || c == '\'')) {
      quote = c;
    }
    if (kSpace.find(c) == std::string_view::npos) before = c;
  }
  if (pos >= xml.size()) return std::string_view::npos;
  return std::min(first, pos);
}

// What was meant to be "]]>": "]]", "]>", "]] >".
std::string_view without_half_an_end(std::string_view text) {
  std::string_view rest = text.substr(0, text.find_last_not_of(kSpace) + 1);
  const bool closed = rest.ends_with('>');
  if (closed) rest.remove_suffix(1);
  rest = rest.substr(0, rest.find_last_not_of(kSpace) + 1);
  if (!rest.ends_with(closed ? "]" : "]]")) return text;
  return rest.substr(0, rest.find_last_not_of(']') + 1);
}

class Copier {
 public:
  Copier(std::string_view xml, Warnings& warnings) : xml_(xml), warnings_(warnings) {
    out_.reserve(xml.size() + xml.size() / 8);
  }

  std::string copy() && {
    while (pos_ < xml_.size() && !stopped_) {
      const std::size_t next = std::min(xml_.find_first_of("<&", pos_), xml_.size());
      take_until(next);
      if (pos_ == xml_.size()) break;
      xml_[pos_] == '&' ? read_ampersand() : read_markup();
    }
    return std::move(out_);
  }

 private:
  void take_until(std::size_t end) {
    out_ += xml_.substr(pos_, end - pos_);
    pos_ = end;
  }

  void escape(std::string_view by) {
    out_ += by;
    ++pos_;
  }

  // After its first error libxml2 drops every entity, the predefined ones too, but no number.
  void read_ampersand() {
    const std::string_view rest = xml_.substr(pos_);
    for (const Predefined& reference : kPredefined) {
      if (!rest.starts_with(reference.name)) continue;
      out_ += reference.number;
      pos_ += reference.name.size();
      return;
    }
    if (!is_number(rest)) return escape("&#38;");
    take_until(pos_ + 1);
  }

  // The place of `piece` at or behind `from`, remembered in `known`: asked for in ascending order.
  std::size_t next(std::string_view piece, std::size_t from, std::size_t& known) {
    if (known < from || known == kUnknown) known = std::min(xml_.find(piece, from), xml_.size());
    return known;
  }

  // Where the next item begins or ends.
  std::size_t next_item(std::size_t from) {
    if (next_item_ >= from && next_item_ != kUnknown) return next_item_;
    for (next_item_ = from; next_item_ < xml_.size(); ++next_item_) {
      next_item_ = std::min(xml_.find('<', next_item_), xml_.size());
      const std::size_t name = xml_.substr(next_item_, 2) == "</" ? 2 : 1;
      if (next_item_ < xml_.size() && is_item(name_at(xml_.substr(next_item_ + name)))) break;
    }
    return next_item_ = std::min(next_item_, xml_.size());
  }

  void read_cdata() {
    constexpr std::size_t kOpening = 9;
    const std::size_t begin = pos_ + kOpening;
    const std::size_t end = next("]]>", begin, next_cdata_end_);
    // An end behind the next section's beginning, with an item's border between, is that section's.
    const std::size_t another = std::min(xml_.substr(0, end).find("<![CDATA[", begin), xml_.size());
    const bool forgotten = end == xml_.size() || (another < end && next_item(begin) < another);
    forgotten ? end_cdata(begin) : take_until(end + 3);
  }

  void end_cdata(std::size_t begin) {
    const std::size_t item = next_item(begin);
    const std::string end_tag = "</" + std::string(element_);
    const std::size_t end = std::min(xml_.substr(0, item).find(end_tag, begin), item);
    stopped_ = end == xml_.size();
    if (stopped_) return;
    out_.append("<![CDATA[").append(without_half_an_end(xml_.substr(begin, end - begin))).append("]]>");
    pos_ = end;
  }

  // What looks like an item behind a comment that was cut off may have been part of it: there the reading stops.
  void drop(std::string_view end, std::size_t opening, std::size_t& known) {
    const std::size_t found = next(end, pos_ + opening, known);
    if (found < xml_.size()) return take_until(found + end.size());
    const std::size_t bracket = xml_.find_first_of("<>", pos_ + opening);
    stopped_ = bracket == std::string_view::npos || xml_[bracket] == '<';
    if (!stopped_) pos_ = bracket + 1;
  }

  void read_markup() {
    const std::string_view rest = xml_.substr(pos_);
    if (rest.starts_with("<![CDATA[")) return read_cdata();
    if (rest.starts_with("<!--")) return drop("-->", 4, next_comment_end_);
    if (rest.starts_with("<?")) return drop("?>", 2, next_instruction_end_);
    const std::size_t name = rest.starts_with("</") ? 2 : 1;
    if (rest.size() > name && !is_name_start(rest[name])) return escape("&#60;");
    read_tag();
  }

  void read_tag() {
    const std::size_t end = end_of_tag(xml_, pos_);
    stopped_ = end == std::string_view::npos;
    if (stopped_) return;
    const std::string_view tag = xml_.substr(pos_, end - pos_);
    if (tag.starts_with("</")) return take_until(end);
    element_ = name_at(tag.substr(1));
    if (write_start_tag(tag, out_)) warnings_.add(Flaw::too_many_attributes, tag.substr(0, 40));
    pos_ = end;
  }

  static constexpr std::size_t kUnknown = std::string_view::npos;

  std::string_view xml_;
  Warnings& warnings_;
  std::size_t pos_ = 0;
  bool stopped_ = false;
  std::string_view element_;  // of the last start tag
  std::size_t next_cdata_end_ = kUnknown;
  std::size_t next_comment_end_ = kUnknown;
  std::size_t next_instruction_end_ = kUnknown;
  std::size_t next_item_ = kUnknown;
  std::string out_;
};

}  // namespace

std::string made_repairable(std::string_view xml, Warnings& warnings) {
  return Copier(xml, warnings).copy();
}

}  // namespace tb::feed
