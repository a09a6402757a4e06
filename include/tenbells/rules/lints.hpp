// Lints: what is no mistake but surely was not meant.
#pragma once

#include <vector>

#include "tenbells/rules/pack.hpp"

namespace tb::rules {

/// What a careful colleague would ask about packs that compile; each a sentence with what to write instead.
/// - In an expression: AND and OR mixed without brackets; a term twice in one AND, OR, AT_LEAST, SAME_SENTENCE or
///   score, or covered by another of the same OR (sanctions OR sanction*); AT_LEAST with the number 1 or of all, COUNT
///   with 1; NEAR of a term with itself; two languages or two sources at once; a language that no news declare; `=`
///   before what has no capitals; a regular expression that is plain text, asks for small letters, or for a line feed
///   where there is none.
/// - Of a rule: a regular expression that every item must be searched for, as no literal and no word is required.
/// - Over all packs: two rules that say the same; a rule that rings only where another rings too; an entity or
///   exclusion that nothing uses (of packs with rules, if all packs could be read; not those of lists).
///
/// Disabled rules count as users and are read, but not compared. Expressions with mistakes are passed over.
/// @return  in the order of the packs, of each entities before exclusions before rules
/// Linear in the packs but for sorting. Threads: pure, safe on any thread.
[[nodiscard]] std::vector<Diagnostic> lints(const std::vector<RulePack>& packs);

}  // namespace tb::rules
