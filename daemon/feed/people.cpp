// People. RSS wants an address, most feeds write a name, some both.
#include "people.hpp"

#include <algorithm>
#include <utility>

#include "html_links.hpp"
#include "json_tree.hpp"
#include "links.hpp"
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

std::string_view unquoted(std::string_view text) {
  text = trimmed(text);
  return text.size() > 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : text;
}

/// What may be an address, without what stands around it: "mailto:ada@wire.example,".
std::string_view bare_address(std::string_view text) {
  constexpr std::string_view kScheme = "mailto:";
  if (same_name(text.substr(0, kScheme.size()), kScheme)) text.remove_prefix(kScheme.size());
  while (text.ends_with(',') || text.ends_with(';')) text.remove_suffix(1);
  return text;
}

/// A name without what separates it from an address: "Ada Li, ".
std::string_view bare_name(std::string_view text) {
  while (!text.empty() && std::string_view(" ,;").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return unquoted(text);
}

bool is_address(std::string_view text) {
  text = bare_address(text);
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find_first_of(" :/(),;[]<>") == std::string_view::npos;
}

/// A text in two parts, the second one in brackets at the end: "before (inside)".
struct Bracketed {
  std::string_view before;
  std::string_view inside;
};

std::optional<Bracketed> bracketed(std::string_view text, char open, char close) {
  const std::size_t at = text.find(open);
  if (at == std::string_view::npos || !text.ends_with(close)) return std::nullopt;
  return Bracketed{.before = bare_name(text.substr(0, at)),
                   .inside = trimmed(text.substr(at + 1, text.size() - at - 2))};
}

Person person(std::string_view name, std::string_view email) {
  return {.name = std::string(bare_name(name)), .email = std::string(bare_address(email)), .uri = {}};
}

// "(Ada Li)": brackets for an address that was left out.
Person person_named(std::string line) {
  const std::optional<Bracketed> parts = bracketed(line, '(', ')');
  const bool is_all = parts && parts->before.empty() && parts->inside.find_first_of("()") == std::string_view::npos;
  return {.name = is_all ? std::string(parts->inside) : std::move(line), .email = {}, .uri = {}};
}

bool agree(const std::string& left, const std::string& right) {
  return left.empty() || right.empty() || left == right;
}

// <author>ada@wire.example (Ada Li)</author> and <dc:creator>Ada Li</dc:creator> are one.
bool is_same(const Person& known, const Person& person) {
  return !known.name.empty() && known.name == person.name && agree(known.email, person.email) &&
         agree(known.uri, person.uri);
}

void complete(Person& known, Person person) {
  if (known.email.empty()) known.email = std::move(person.email);
  if (known.uri.empty()) known.uri = std::move(person.uri);
}

template <class Value>
void add_new(std::vector<Value>& values, Value value) {
  if (value == Value{} || values.size() >= kMostNames || std::ranges::count(values, value) > 0) return;
  values.push_back(std::move(value));
}

std::string line_of(pugi::xml_node child, const Reading& reading) {
  return text::html_to_line(TreeText(child, reading.limits.xml_depth));
}

std::string uri_of(pugi::xml_node child, const Reading& reading) {
  const TreeText reference(child, reading.limits.xml_depth);
  return as_value(absolute_link(base_at(reading, child), reference, reading.room_for_links), reading.limits,
                  reading.warnings);
}

Person person_of(const rapidjson::Value& value, std::string_view base) {
  const std::vector<std::string> texts = texts_in(value);
  Person found = texts.empty() ? Person{} : person_of_mailbox(texts.front());
  if (!value.IsObject()) return found;
  if (found.email.empty()) found.email = text::plain_to_line(text_member(value, "email"));
  found.uri = resolve_link(base, text_member(value, "url"));
  return found;
}

}  // namespace

Person person_of_mailbox(std::string_view text) {
  std::string line = text::html_to_line(text);
  if (std::ranges::count(line, '@') != 1) return person_named(std::move(line));
  for (const std::string_view brackets : {"()", "<>", "[]"}) {
    const std::optional<Bracketed> parts = bracketed(line, brackets[0], brackets[1]);
    if (parts && is_address(parts->before)) return person(parts->inside, parts->before);
    // RSS 1.0's example has "Ada Li (mailto:ada@wire.example)", which every reader shows as it is.
    const bool is_shown = brackets == "()" && parts && bare_address(parts->inside) != parts->inside;
    if (parts && !is_shown && is_address(parts->inside)) return person(parts->before, parts->inside);
  }
  if (is_address(line)) return person({}, line);
  // "editor@example.org Ada Li" and "Ada Li editor@example.org"
  const std::string_view whole = line;
  const std::size_t first = std::min(whole.find(' '), whole.size());
  if (is_address(whole.substr(0, first))) return person(trimmed(whole.substr(first)), whole.substr(0, first));
  const std::size_t last = whole.rfind(' ') + 1;
  if (is_address(whole.substr(last))) return person(trimmed(whole.substr(0, last)), whole.substr(last));
  return {.name = std::move(line), .email = {}, .uri = {}};
}

Person person_in(pugi::xml_node element, const Reading& reading) {
  Person found;
  bool has_parts = false;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string_view part = local_part(child.name());
    const bool is_uri = same_name(part, "uri") || same_name(part, "url") || same_name(part, "homepage");
    const bool is_part = is_uri || same_name(part, "name") || same_name(part, "email");
    has_parts = has_parts || is_part;
    if (is_uri && found.uri.empty()) found.uri = uri_of(child, reading);
    if (same_name(part, "name") && found.name.empty()) found.name = line_of(child, reading);
    if (same_name(part, "email") && found.email.empty()) found.email = bare_address(line_of(child, reading));
  }
  return has_parts ? found : person_of_mailbox(TreeText(element, reading.limits.xml_depth));
}

std::vector<Person> people_in(const rapidjson::Value& value, std::string_view base) {
  std::vector<Person> people;
  if (value.IsArray()) {
    for (const auto& element : value.GetArray()) {
      if (!element.IsArray()) add_once(people, person_of(element, base));
    }
  } else {
    add_once(people, person_of(value, base));
  }
  return people;
}

void add_once(std::vector<Person>& people, Person person) {
  for (Person& known : people) {
    if (is_same(known, person)) return complete(known, std::move(person));
  }
  add_new(people, std::move(person));
}

void add_once(std::vector<std::string>& names, std::string name) {
  add_new(names, std::move(name));
}

void inherit_authors(Entry& item, const std::vector<Person>& authors) {
  if (!item.authors.empty()) return;
  item.authors = names_of(authors);
  if (item.authors.empty()) return;
  item.people.insert(item.people.end(), authors.begin(), authors.end());
}

std::vector<std::string> names_of(const std::vector<Person>& people) {
  std::vector<std::string> names;
  names.reserve(people.size());
  for (const Person& person : people) add_once(names, person.name.empty() ? person.email : person.name);
  return names;
}

}  // namespace tb::feed
