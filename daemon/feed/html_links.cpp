// HTML's tokenizer as far as attributes go (WHATWG HTML §13.2.5). A quote that is never closed is looked for once.
#include "html_links.hpp"

#include <algorithm>
#include <array>

#include "links.hpp"
#include "markup.hpp"
#include "names.hpp"
#include "tenbells/text/html_text.hpp"

namespace tb::feed {

namespace {

constexpr std::array<std::string_view, 12> kLinkAttributes{"href",   "src",      "cite",       "action",
                                                           "poster", "data",     "background", "longdesc",
                                                           "usemap", "codebase", "profile",    "formaction"};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_scheme(std::string_view reference) {
  const std::size_t end = reference.find_first_of(":/?#");
  return end != std::string_view::npos && end > 0 && reference[end] == ':' && is_letter(reference.front());
}

class LinkRewriter {
 public:
  LinkRewriter(std::string_view html, std::string_view base, std::size_t& room)
      : html_(html), base_(base), room_(room) {
    out_.reserve(html.size());
  }

  std::string rewritten() && {
    while (true) {
      const std::size_t open = html_.find('<', pos_);
      if (open == std::string_view::npos) break;
      pos_ = open + 1;
      if (html_.substr(pos_).starts_with("!--")) {
        skip_comment();
      } else if (pos_ < html_.size() && is_letter(html_[pos_])) {
        read_tag();
      }
    }
    out_ += html_.substr(copied_);
    return std::move(out_);
  }

 private:
  void skip_comment() {
    const std::size_t end = html_.find("-->", pos_);
    pos_ = end == std::string_view::npos ? html_.size() : end;
  }

  void skip_spaces() {
    while (pos_ < html_.size() && is_space(html_[pos_])) ++pos_;
  }

  std::string_view read_until(std::string_view ends) {
    const std::size_t start = pos_;
    pos_ = std::min(html_.find_first_of(ends, pos_), html_.size());
    return html_.substr(start, pos_ - start);
  }

  void read_tag() {
    read_until(" \t\r\n\f/><");
    while (pos_ < html_.size() && html_[pos_] != '>' && html_[pos_] != '<') {
      if (is_space(html_[pos_]) || html_[pos_] == '/') {
        ++pos_;
      } else {
        read_attribute();
      }
    }
  }

  void read_attribute() {
    const std::size_t start = pos_;
    const std::string_view name = read_until(" \t\r\n\f/><=");
    skip_spaces();
    if (pos_ == html_.size() || html_[pos_] != '=') {
      if (pos_ == start) ++pos_;
      return;
    }
    ++pos_;
    skip_spaces();
    const std::size_t before = pos_;
    const std::string_view value = read_value();
    if (is_link_attribute(name)) resolve(value, before);
  }

  // Without a closing quote the value is read as one without quotes.
  std::string_view read_value() {
    const char quote = pos_ < html_.size() ? html_[pos_] : ' ';
    if (quote == '"' || quote == '\'') {
      std::size_t& next = quote == '"' ? next_double_quote_ : next_single_quote_;
      if (next != std::string_view::npos && next <= pos_) next = html_.find(quote, pos_ + 1);
      if (next != std::string_view::npos) {
        const std::string_view value = html_.substr(pos_ + 1, next - pos_ - 1);
        pos_ = next + 1;
        return value;
      }
    }
    return read_until(" \t\r\n\f><");
  }

  void resolve(std::string_view value, std::size_t before) {
    const std::string reference = text::decode_references(value);
    const std::string link = absolute_link(base_, reference, room_);
    if (link == reference) return;
    out_ += html_.substr(copied_, before - copied_);
    out_ += '"';
    append_escaped(out_, link);
    out_ += '"';
    copied_ = pos_;
  }

  std::string_view html_;
  std::string_view base_;
  std::size_t& room_;
  std::string out_;
  std::size_t pos_ = 0;
  std::size_t copied_ = 0;             // up to here the input is in the output
  std::size_t next_double_quote_ = 0;  // behind the last place where one was looked for; npos: there is none
  std::size_t next_single_quote_ = 0;
};

}  // namespace

bool is_link_attribute(std::string_view name) {
  return std::ranges::any_of(
      kLinkAttributes, [&](std::string_view known) { return known.size() == name.size() && same_name(known, name); });
}

std::string absolute_link(std::string_view base, std::string_view reference, std::size_t& room) {
  const std::size_t first = reference.find_first_not_of(" \t\r\n");
  if (base.empty() || first == std::string_view::npos || has_scheme(reference.substr(first))) {
    return std::string(reference);
  }
  std::string link = room > base.size() ? resolve_link(base, reference) : std::string{};
  if (link.empty()) return std::string(reference);
  room -= std::min(room, link.size());
  return link;
}

std::string with_absolute_links(std::string_view html, std::string_view base, std::size_t& room) {
  if (base.empty()) return std::string(html);
  return LinkRewriter(html, base, room).rewritten();
}

}  // namespace tb::feed
