// Definition: what docs/rules.md says a word, a phrase and NEAR are, written as plainly as it can be. It judges where a
// peer and we disagree: a regular expression knows no words, so \s+ and \b are only close to what a rule means.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.hpp"
#include "tenbells/core/item.hpp"

namespace tb::bench {

/// Whether the rule is true of item.body. Slow: tokenises anew for every question. Knows what the corpus needs: letters
/// are folded in case but not in accents, and there are no acronyms with dots and no French articles.
[[nodiscard]] bool holds_by_definition(const RuleSheet& sheet, std::uint32_t rule, const Item& item);

}  // namespace tb::bench
