// Steps over sections, comments and instructions as they are, looks at tags only as far as to count their attributes.
#include "repairable.hpp"

#include <algorithm>
#include <array>

namespace tb::feed {

namespace {

constexpr std::size_t kMostAttributes = 512;

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (c & 0x80) != 0;
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

struct TagEnd {
  std::size_t pos = std::string_view::npos;  // behind ">", or at the "<" that comes instead; npos: the text ends first
  std::size_t attributes = 0;
};

// Quotes are followed, because ">" may stand in a value; "<" may not, and ends a tag whose quote was forgotten.
TagEnd end_of_tag(std::string_view xml, std::size_t pos) {
  TagEnd end;
  char quote = 0;
  for (++pos; pos < xml.size(); ++pos) {
    const char c = xml[pos];
    if (c == '<') return {.pos = pos, .attributes = end.attributes};
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
      ++end.attributes;
    } else if (c == '>') {
      return {.pos = pos + 1, .attributes = end.attributes};
    }
  }
  return end;
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

  // Up to `end`, or, where it never comes, not at all: what is inside is not whole.
  void take_section(std::string_view end, std::size_t opening) {
    const std::size_t found = xml_.find(end, pos_ + opening);
    if (found == std::string_view::npos) {
      stopped_ = true;
      return;
    }
    take_until(found + end.size());
  }

  void read_markup() {
    const std::string_view rest = xml_.substr(pos_);
    if (rest.starts_with("<![CDATA[")) return take_section("]]>", 9);
    if (rest.starts_with("<!--")) return take_section("-->", 4);
    if (rest.starts_with("<?")) return take_section("?>", 2);
    const std::size_t name = rest.starts_with("</") ? 2 : 1;
    if (rest.size() > name && !is_name_start(rest[name])) return escape("&#60;");
    read_tag();
  }

  void read_tag() {
    const TagEnd end = end_of_tag(xml_, pos_);
    if (end.pos == std::string_view::npos) {
      stopped_ = true;
    } else if (end.attributes > kMostAttributes) {
      drop_attributes(end.pos);
    } else {
      take_until(end.pos);
    }
  }

  void drop_attributes(std::size_t end) {
    warnings_.add(Flaw::too_many_attributes, xml_.substr(pos_, 40));
    const std::string_view tag = xml_.substr(pos_, end - pos_);
    out_ += tag.substr(0, tag.find_first_of(" \t\r\n/>"));
    out_ += tag.ends_with("/>") ? "/>" : ">";
    pos_ = end;
  }

  std::string_view xml_;
  Warnings& warnings_;
  std::size_t pos_ = 0;
  bool stopped_ = false;
  std::string out_;
};

}  // namespace

std::string made_repairable(std::string_view xml, Warnings& warnings) {
  return Copier(xml, warnings).copy();
}

}  // namespace tb::feed
