// People. RSS wants an address, most feeds write a name, some both.
#include "people.hpp"

#include <algorithm>

#include "markup.hpp"
#include "names.hpp"
#include "tenbells/text/html_text.hpp"

namespace tb::feed {

namespace {

constexpr std::size_t kMostNames = 100;  // of one item; keeps the search for doubles from growing quadratic

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool is_address(std::string_view text) {
  return text.find('@') != std::string_view::npos && text.find(' ') == std::string_view::npos;
}

}  // namespace

std::string name_of_mailbox(std::string_view text) {
  const std::string line = text::html_to_line(text);
  const std::string_view whole = line;
  const std::size_t paren = whole.find('(');
  if (paren != std::string_view::npos && whole.ends_with(')') && is_address(trimmed(whole.substr(0, paren)))) {
    const std::string_view name = trimmed(whole.substr(paren + 1, whole.size() - paren - 2));
    return std::string(name.empty() ? trimmed(whole.substr(0, paren)) : name);
  }
  const std::size_t angle = whole.find('<');
  if (angle != std::string_view::npos && whole.ends_with('>')) {
    const std::string_view address = whole.substr(angle + 1, whole.size() - angle - 2);
    std::string_view name = trimmed(whole.substr(0, angle));
    if (name.size() > 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    if (is_address(address)) return std::string(name.empty() ? address : name);
  }
  return line;
}

std::string author_named_by(pugi::xml_node element, std::size_t max_depth) {
  bool is_person = false;
  for (const std::string_view part : {"name", "email", "uri", "url"}) {
    const pugi::xml_node child = child_named(element, part);
    if (!child) continue;
    is_person = true;
    std::string name =
        part == "name" || part == "email" ? text::html_to_line(text_of(child, max_depth)) : std::string{};
    if (!name.empty()) return name;
  }
  return is_person ? std::string{} : name_of_mailbox(text_of(element, max_depth));
}

void add_once(std::vector<std::string>& names, std::string name) {
  if (name.empty() || names.size() >= kMostNames || std::ranges::count(names, name) > 0) return;
  names.push_back(std::move(name));
}

}  // namespace tb::feed
