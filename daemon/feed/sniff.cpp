// Sniff. The prolog is stepped over, not parsed: a DTD in it never reaches a parser, so no parser can be made to follow
// it.
#include "sniff.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "names.hpp"
#include "wire_xml.hpp"
#include "xml_feed.hpp"
#include "xml_sections.hpp"

namespace tb::feed {

namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kJunkSearched = 65'536;

bool is_readable_root(std::string_view name) {
  return is_feed_root(name) || is_wire_root(name);
}

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

std::size_t after(std::string_view text, std::string_view end, std::size_t from) {
  const std::size_t found = text.find(end, from);
  return found == std::string_view::npos ? text.size() : found + end.size();
}

// Bounded, and never past the next "<": asked at every "<" of a document that holds nothing else.
std::string_view name_at(std::string_view text) {
  constexpr std::size_t kLongestName = 256;
  text = text.substr(0, kLongestName);
  return text.substr(0, text.find_first_of(" \t\r\n/><"));
}

struct Root {
  std::size_t start = 0;
  std::string_view name;
};

// The root element behind a prolog that starts at `pos`; nothing if something else is there, or nothing at all.
std::optional<Root> root_behind(std::string_view text, std::size_t pos) {
  while (true) {
    pos = std::min(text.find_first_not_of(kSpace, pos), text.size());
    const std::string_view rest = text.substr(pos);
    if (rest.starts_with("<?")) {
      pos = after(text, "?>", pos);
    } else if (rest.starts_with("<!--")) {
      pos = after(text, "-->", pos + 4);
    } else if (rest.starts_with("<!")) {
      pos = after_doctype(text, pos);
    } else if (rest.size() > 1 && rest[0] == '<' && is_name_start(rest[1])) {
      return Root{.start = pos, .name = name_at(rest.substr(1))};
    } else {
      return std::nullopt;
    }
  }
}

// "<rss", "<feed", "<rdf:RDF", "<?xml" at a "<" of junk.
bool may_start_feed(std::string_view at) {
  static constexpr std::array<std::string_view, 7> kStarts{"<?xml", "<rss",  "<feed",       "<rdf:rdf",
                                                           "<news", "<nitf", "<packageitem"};
  return std::ranges::any_of(kStarts,
                             [&](std::string_view start) { return same_name(at.substr(0, start.size()), start); });
}

// Anything may stand behind a declaration too; few declarations are tried, as each reads on to the end of its prolog.
std::optional<Root> feed_behind_junk(std::string_view text) {
  constexpr int kMostDeclarations = 8;
  int declarations = 0;
  const std::string_view searched = text.substr(0, kJunkSearched);
  for (std::size_t pos = searched.find('<'); pos != std::string_view::npos; pos = searched.find('<', pos + 1)) {
    const std::string_view at = text.substr(pos);
    if (!may_start_feed(at)) continue;
    if (at.starts_with("<?") && ++declarations > kMostDeclarations) continue;
    const std::optional<Root> root = root_behind(text, pos);
    if (root && is_readable_root(root->name)) return root;
  }
  return std::nullopt;
}

bool has_html_doctype(std::string_view text) {
  const std::size_t doctype = text.substr(0, 1024).find("<!");
  if (doctype == std::string_view::npos) return false;
  return same_name(text.substr(doctype, 14), "<!doctype html");
}

bool is_binary(std::string_view text) {
  const std::string_view start = text.substr(0, 1024);
  const auto odd = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && std::string_view("\t\r\n\f\x1b").find(c) == std::string_view::npos;
  };
  const std::size_t controls = static_cast<std::size_t>(std::ranges::count_if(start, odd));
  std::size_t broken = 0;
  for (std::size_t pos = start.find("\xEF\xBF\xBD"); pos != std::string_view::npos;
       pos = start.find("\xEF\xBF\xBD", pos + 3))
    ++broken;
  return (controls + broken) * 20 > start.size();
}

}  // namespace

Sniffed sniff(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  if (text[first] == '{' || text[first] == '[') return {.shape = Shape::json, .start = first};

  const std::optional<Root> root = root_behind(text, first);
  if (root && is_readable_root(root->name)) return {.shape = Shape::xml_feed, .start = root->start, .root = root->name};
  const bool html = (root && same_name(local_part(root->name), "html")) || has_html_doctype(text);
  if (html) return {.shape = Shape::html, .start = first, .root = root ? root->name : std::string_view("html")};

  if (const std::optional<Root> feed = feed_behind_junk(text)) {
    return {.shape = Shape::xml_feed, .start = feed->start, .root = feed->name, .junk_in_front = true};
  }
  if (is_binary(text)) return {.shape = Shape::binary, .start = first};
  if (!root) return {.shape = Shape::text, .start = first};
  return {.shape = Shape::other_xml, .start = root->start, .root = root->name};
}

}  // namespace tb::feed
