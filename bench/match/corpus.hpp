// The corpus and the rule sets that gen_news.py writes, as values. The head of that script describes the files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tenbells/core/item.hpp"

namespace tb::bench {

/// A leaf of a rule: what an engine looks for in a text.
struct Leaf {
  enum class Kind : std::uint8_t {
    literal,  ///< any of `words`, each a name of one or more words, in any case
    near,     ///< words[0] and words[1] with at most `distance` words between, in any case
    regex,    ///< case counts
  };
  Kind kind = Kind::literal;
  std::string regex;  ///< the same for an engine of regular expressions, without (?i)
  std::vector<std::string> words;
  int distance = 0;
};

/// One step of a rule in postfix order.
struct Step {
  enum class Kind : std::uint8_t { leaf, all_of, any_of, negate };
  Kind kind = Kind::leaf;
  std::uint32_t leaf = 0;
};

using Postfix = std::vector<Step>;

struct RuleSheet {
  std::vector<Leaf> leaves;
  std::vector<Postfix> rules;
};

/// The texts of items.bin, whole as `body`, so that every engine sees the same bytes.
/// Throws std::runtime_error if the file is not there or is cut off.
[[nodiscard]] std::vector<Item> read_items(const std::filesystem::path& file);

/// Throws std::runtime_error if the file is not there or has another form.
[[nodiscard]] RuleSheet read_rules(const std::filesystem::path& file);

/// The leaf's regular expression with its case inside, as RE2 takes it.
[[nodiscard]] std::string re2_pattern(const Leaf& leaf);

}  // namespace tb::bench
