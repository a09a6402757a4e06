// Names: which vocabulary an XML element belongs to, whatever prefix it wears and however the namespace was misspelt.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

namespace tb::feed {

/// The vocabularies that feeds are written in.
enum class Vocabulary : std::uint8_t {
  feed,  ///< the document's own: unprefixed, or of one of RSS's namespaces
  atom,
  dublin_core,  ///< dc and dcterms
  content,      ///< content:encoded
  media,
  itunes,  ///< and Google Play's, which is written alike
  xhtml,
  feedburner,
  history,  ///< RFC 5005: fh:complete, fh:archive
  other,
};

struct Name {
  Vocabulary vocabulary = Vocabulary::feed;
  std::string_view local;  ///< as written; points into the tree
};

/// What the prefixes of a document mean. A prefix is looked up in the declarations around the element; where there is
/// none, or its URI is not known, the prefix itself tells (feeds use dc: without declaring it). Looks at 32 ancestors
/// and 64 attributes of each at the most. The tree must outlive it.
class Prefixes {
 public:
  Prefixes() = default;

  /// @param root  whose declarations, which are nearly all that a feed has, are read once
  explicit Prefixes(pugi::xml_node root);

  /// The name of an element below the root.
  [[nodiscard]] Name name_of(pugi::xml_node element) const;

 private:
  struct Declared {
    std::string_view prefix;
    Vocabulary vocabulary = Vocabulary::other;
  };

  [[nodiscard]] Vocabulary vocabulary_of(pugi::xml_node element, std::string_view prefix) const;
  [[nodiscard]] Vocabulary at_root(std::string_view prefix) const;

  pugi::xml_node root_;
  std::vector<Declared> declared_;
  Vocabulary unprefixed_ = Vocabulary::feed;
};

/// The name without its prefix.
[[nodiscard]] std::string_view local_part(std::string_view qualified_name);

/// Whether two names are equal in ASCII, ignoring case: <pubdate> is read like <pubDate>.
[[nodiscard]] bool same_name(std::string_view left, std::string_view right);

/// The first child element of that local name, whatever its prefix; a null node if there is none.
[[nodiscard]] pugi::xml_node child_named(pugi::xml_node parent, std::string_view local);

/// An attribute by its local name, ignoring case and prefix; empty if it is absent.
[[nodiscard]] std::string_view attribute_of(pugi::xml_node element, std::string_view local);

}  // namespace tb::feed
