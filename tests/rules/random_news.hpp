// RandomNews: rules over every construct of the language, entities with every feature, and items made of the same few
// words, so that they meet often. A theme says what there is most of.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "rules/sketch.hpp"

namespace tb::rules {

/// How often a construct is chosen, beside the others; 0 is never.
struct Theme {
  std::string_view name = {};
  std::vector<std::string> words = {};    ///< of the texts and of the rules
  std::vector<std::string> between = {};  ///< what stands between the words of texts, beside spaces
  std::size_t near = 2;
  std::size_t sentences = 1;
  std::size_t at_least = 1;
  std::size_t count = 1;
  std::size_t fields = 1;  ///< title:( … ), author: …, and source, tags, lang as wholes
  std::size_t exact = 1;
  std::size_t prefixes = 1;
  std::size_t regexes = 1;
  std::size_t entities = 2;
  std::size_t scores = 1;      ///< in ten
  std::size_t varied = 2;      ///< of ten words of a text, how many are spelt otherwise
  std::size_t longest = 14;    ///< words of a text
  std::size_t vocabulary = 9;  ///< different words of one pack and its items
};

void PrintTo(const Theme& theme, std::ostream* out);

/// Every theme, by what it stresses.
[[nodiscard]] const std::vector<Theme>& themes();

class RandomNews {
 public:
  RandomNews(const Theme& theme, unsigned seed);

  /// Other words for the next rules and items.
  void turn_over();

  /// Entities @e0, @e1 … of the present words; contexts and members name earlier ones.
  [[nodiscard]] std::vector<Entity> entities();

  /// A rule, without entities and item. Some mean nothing (a AND NOT a), so that the compiler refuses them.
  [[nodiscard]] Question rule();

  [[nodiscard]] Item item();

 private:
  /// What may not stand where the expression is made.
  struct Where {
    bool only_story = false;    ///< inside SAME_SENTENCE
    bool no_fields = false;     ///< inside a field's group or beside NEAR
    bool only_words = false;    ///< inside exact:( … )
    bool no_sentences = false;  ///< inside author:( … )
  };

  std::size_t below(std::size_t end);
  bool one_in(std::size_t many) { return below(many) == 0; }
  std::size_t weighted(const std::vector<std::size_t>& weights);
  const std::string& pick(const std::vector<std::string>& of) { return of[below(of.size())]; }
  const std::string& word() { return pick(lexicon_); }

  Sketch boolean(int depth, Where where);
  Sketch placed(int depth, Where where);
  Sketch side(int depth, Where where);
  Sketch nearness(int depth, Where where);
  Sketch sentence(int depth, Where where);
  Sketch leaf(Where where);
  Sketch whole();
  std::string term();
  std::string prefix();
  std::string regex();
  std::string name(bool any_case);
  std::vector<std::string> names(std::size_t most, bool any_case);

  std::string text(std::size_t longest);
  std::string varied(const std::string& plain);
  std::vector<std::string> texts(std::size_t most, std::size_t longest);

  const Theme& theme_;
  std::mt19937 random_;
  std::vector<std::string> lexicon_;
};

}  // namespace tb::rules
