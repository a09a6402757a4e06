// Where the leaves of a rule stand in an item, looked for at every word: the half of the naive evaluator (naive.hpp)
// that reads texts.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/expression.hpp"
#include "tenbells/core/hit.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {

/// One place where something stands: its words, its bytes, and what to show of it.
struct Standing {
  Field field = Field::title;
  std::size_t entry = 0;
  std::size_t first = 0;  ///< words, half open; none of a regular expression that touches none
  std::size_t last = 0;
  std::size_t begin = 0;  ///< bytes, half open
  std::size_t end = 0;
  std::vector<Evidence> evidence = {};
};

/// A name to look for, and how evidence tells of it.
struct Alias {
  std::string name;
  bool exact = false;
  bool prefix = false;  ///< its last word may go on
  std::string written = {};
  std::string entity = {};
};

/// The alias of an entity's name: a * at its end makes it a prefix.
[[nodiscard]] Alias alias_of(const std::string& name, bool exact, const std::string& entity);

/// Whether an item of this language has news for a range like zh or zh-Hant (RFC 4647, basic filtering).
[[nodiscard]] bool language_is_in(const std::string& language, const std::string& range);

class NaivePlaces {
 public:
  explicit NaivePlaces(const Item& item);

  /// Of words, a prefix or a regular expression. Of source, tags and lang the words are those of no text.
  [[nodiscard]] std::vector<Standing> of(const Expression& leaf) const;
  [[nodiscard]] std::vector<Standing> of(const Alias& alias, Fields fields) const;

  /// The sentences of title, summary and body, without evidence.
  [[nodiscard]] const std::vector<Standing>& sentences() const { return sentences_; }

 private:
  struct Text {
    Field field = Field::title;
    std::size_t entry = 0;
    std::string shipped = {};
    text::Words words = {};
  };

  static std::vector<Standing> in(const Text& text, const Alias& alias);
  static std::vector<Standing> whole(const Text& text, const Alias& alias);
  static std::vector<Standing> regex(const Text& text, const Expression& leaf);
  static Standing standing(const Text& text, Place bytes, const std::string& written, const std::string& entity);

  static std::vector<Standing> sentences_of(const Text& text);

  std::vector<Text> texts_;
  std::vector<Standing> sentences_;
};

}  // namespace tb::rules
