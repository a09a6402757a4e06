// Names: which vocabulary an XML element belongs to, whatever prefix it wears and however the namespace was misspelt.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string_view>

namespace tb::feed {

/// The vocabularies that feeds are written in.
enum class Vocabulary : std::uint8_t {
  feed,  ///< the document's own: unprefixed, or of one of RSS's namespaces
  atom,
  dublin_core,  ///< dc and dcterms
  content,      ///< content:encoded
  media,
  itunes,
  xhtml,
  feedburner,
  other,
};

struct Name {
  Vocabulary vocabulary = Vocabulary::feed;
  std::string_view local;  ///< as written; points into the tree
};

/// The name of an element. A prefix is looked up in the declarations around the element; where there is none, or its
/// URI is not known, the prefix itself tells (feeds use dc: without declaring it). Looks at 32 ancestors
/// and 64 attributes of each at the most.
[[nodiscard]] Name name_of(pugi::xml_node element);

/// The name without its prefix.
[[nodiscard]] std::string_view local_part(std::string_view qualified_name);

/// Whether two names are equal in ASCII, ignoring case: <pubdate> is read like <pubDate>.
[[nodiscard]] bool same_name(std::string_view left, std::string_view right);

/// The first child element of that local name, whatever its prefix; a null node if there is none.
[[nodiscard]] pugi::xml_node child_named(pugi::xml_node parent, std::string_view local);

/// An attribute by its local name, ignoring case and prefix; empty if it is absent.
[[nodiscard]] std::string_view attribute_of(pugi::xml_node element, std::string_view local);

}  // namespace tb::feed
