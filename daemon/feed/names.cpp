// Names: two tables, one of the URIs without what people get wrong in them, one of the customary prefixes.
#include "names.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace tb::feed {

namespace {

// A feed has five levels; a document as deep as it is long must not be climbed for each of its elements.
constexpr std::size_t kMostLevels = 32;
// A thousand declarations on the root must not be searched for each element either.
constexpr std::size_t kMostAttributes = 64;

struct Row {
  std::string_view name;
  Vocabulary vocabulary;
};

using enum Vocabulary;

// In lower case, without the scheme and without "/" or "#" at the end.
constexpr std::array kUris{
    Row{"purl.org/rss/1.0", feed},
    Row{"purl.org/net/rss1.1", feed},
    Row{"my.netscape.com/rdf/simple/0.9", feed},
    Row{"channel.netscape.com/rdf/simple/0.9", feed},
    Row{"backend.userland.com/rss", feed},
    Row{"backend.userland.com/rss2", feed},
    Row{"backend.userland.com/rss091", feed},
    Row{"backend.userland.com/rss092", feed},
    Row{"blogs.law.harvard.edu/tech/rss", feed},
    Row{"cyber.law.harvard.edu/rss", feed},
    Row{"www.rssboard.org/rss-specification", feed},
    Row{"www.w3.org/2005/atom", atom},
    Row{"purl.org/atom/ns", atom},
    Row{"purl.org/dc/elements/1.1", dublin_core},
    Row{"purl.org/dc/elements/1.0", dublin_core},
    Row{"purl.org/dc/terms", dublin_core},
    Row{"purl.org/rss/1.0/modules/dcterms", dublin_core},
    Row{"purl.org/rss/1.0/modules/content", content},
    Row{"search.yahoo.com/mrss", media},
    Row{"video.search.yahoo.com/mrss", media},
    Row{"www.rssboard.org/media-rss", media},
    Row{"www.itunes.com/dtds/podcast-1.0.dtd", itunes},
    Row{"www.google.com/schemas/play-podcasts/1.0", itunes},
    Row{"www.w3.org/1999/xhtml", xhtml},
    Row{"rssnamespace.org/feedburner/ext/1.0", feedburner},
    Row{"purl.org/syndication/history/1.0", history},
};

constexpr std::array kPrefixes{
    Row{"atom", atom},         Row{"atom10", atom},         Row{"a10", atom},
    Row{"dc", dublin_core},    Row{"dcterms", dublin_core}, Row{"dct", dublin_core},
    Row{"content", content},   Row{"media", media},         Row{"itunes", itunes},
    Row{"googleplay", itunes}, Row{"xhtml", xhtml},         Row{"feedburner", feedburner},
    Row{"rss", feed},          Row{"fh", history},
};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::optional<Vocabulary> vocabulary_of_uri(std::string_view uri) {
  constexpr std::size_t kLongest = 100;
  if (uri.size() > kLongest) return std::nullopt;
  std::string plain(uri);
  std::ranges::transform(plain, plain.begin(), lower);
  std::erase_if(plain, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (plain.starts_with(scheme)) plain.erase(0, scheme.size());
  }
  while (plain.ends_with('/') || plain.ends_with('#')) plain.pop_back();
  const auto* const row = std::ranges::find(kUris, std::string_view(plain), &Row::name);
  return row != kUris.end() ? std::optional{row->vocabulary} : std::nullopt;
}

Vocabulary vocabulary_of_prefix(std::string_view prefix) {
  const auto* const row = std::ranges::find_if(kPrefixes, [&](const Row& r) { return same_name(r.name, prefix); });
  return row != kPrefixes.end() ? row->vocabulary : other;
}

// Here and below, attributes and children are followed by hand: pugixml's ranges cost twice the calls, which shows.

// The URI that a prefix has on this element ("" for the element's own names); null if it is not declared here.
const char* declared_on(pugi::xml_node element, std::string_view prefix) {
  std::size_t looked_at = 0;
  for (pugi::xml_attribute attribute = element.first_attribute(); attribute; attribute = attribute.next_attribute()) {
    if (++looked_at > kMostAttributes) break;
    const std::string_view name = attribute.name();
    if (!name.starts_with("xmlns")) continue;
    const bool same = prefix.empty() ? name.size() == 5 : name.size() == prefix.size() + 6 && name.ends_with(prefix);
    if (same) return attribute.value();
  }
  return nullptr;
}

Vocabulary declared_as(std::string_view prefix, std::string_view uri) {
  const std::optional<Vocabulary> known = vocabulary_of_uri(uri);
  return known ? *known : vocabulary_of_prefix(prefix);
}

// <rss20:rss xmlns="…dc…">: where the feed's own names wear a prefix, those without one may be a module's. Any other
// default namespace is one of the many ways to misspell the feed's.
Vocabulary default_of(pugi::xml_node root, std::string_view uri) {
  const bool is_prefixed = std::string_view(root.name()).find(':') != std::string_view::npos;
  const Vocabulary known = is_prefixed ? vocabulary_of_uri(uri).value_or(feed) : feed;
  const bool is_module = known == dublin_core || known == content || known == media || known == itunes;
  return is_module ? known : feed;
}

}  // namespace

Prefixes::Prefixes(pugi::xml_node root) : root_(root) {
  constexpr std::string_view kDeclaration = "xmlns:";
  std::size_t looked_at = 0;
  for (const pugi::xml_attribute attribute : root.attributes()) {
    if (++looked_at > kMostAttributes) break;
    const std::string_view name = attribute.name();
    if (name == "xmlns") unprefixed_ = default_of(root, attribute.value());
    if (!name.starts_with(kDeclaration)) continue;
    const std::string_view prefix = name.substr(kDeclaration.size());
    declared_.push_back({.prefix = prefix, .vocabulary = declared_as(prefix, attribute.value())});
  }
}

Vocabulary Prefixes::at_root(std::string_view prefix) const {
  const auto found = std::ranges::find(declared_, prefix, &Declared::prefix);
  if (found != declared_.end()) return found->vocabulary;
  // <a:feed> with a prefix nobody declared: what wears the root's prefix is the document's own.
  const std::string_view root_name = root_.name();
  const bool as_root = root_name.starts_with(prefix) && root_name.substr(prefix.size()).starts_with(':');
  return as_root ? feed : vocabulary_of_prefix(prefix);
}

Vocabulary Prefixes::vocabulary_of(pugi::xml_node element, std::string_view prefix) const {
  std::size_t levels = 0;
  for (pugi::xml_node node = element; node && node != root_; node = node.parent()) {
    if (++levels > kMostLevels) break;
    const char* const uri = node.first_attribute() ? declared_on(node, prefix) : nullptr;
    if (uri != nullptr) return declared_as(prefix, uri);
  }
  return at_root(prefix);
}

Name Prefixes::name_of(pugi::xml_node element) const {
  const std::string_view qualified = element.name();
  const std::size_t colon = qualified.find(':');
  if (colon != std::string_view::npos) {
    return {.vocabulary = vocabulary_of(element, qualified.substr(0, colon)), .local = qualified.substr(colon + 1)};
  }
  // Unprefixed is the document's own, unless the element itself says otherwise (<div xmlns="…xhtml">).
  const char* const uri = element.first_attribute() ? declared_on(element, {}) : nullptr;
  return {.vocabulary = uri != nullptr ? vocabulary_of_uri(uri).value_or(feed) : unprefixed_, .local = qualified};
}

std::string_view local_part(std::string_view qualified_name) {
  const std::size_t colon = qualified_name.rfind(':');
  return colon == std::string_view::npos ? qualified_name : qualified_name.substr(colon + 1);
}

bool same_name(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, [](char a, char b) { return lower(a) == lower(b); });
}

pugi::xml_node child_named(pugi::xml_node parent, std::string_view local) {
  for (pugi::xml_node child = parent.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_element && same_name(local_part(child.name()), local)) return child;
  }
  return {};
}

std::string_view attribute_of(pugi::xml_node element, std::string_view local) {
  std::size_t looked_at = 0;
  for (pugi::xml_attribute attribute = element.first_attribute(); attribute; attribute = attribute.next_attribute()) {
    if (++looked_at > kMostAttributes) break;
    if (same_name(local_part(attribute.name()), local)) return attribute.value();
  }
  return {};
}

}  // namespace tb::feed
