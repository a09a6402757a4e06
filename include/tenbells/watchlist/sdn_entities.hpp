// Parties of the sanctions list → entities that rules can match: names in both orders and in the spellings of the news,
// what is easily mistaken put under guard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "tenbells/rules/pack.hpp"
#include "tenbells/watchlist/ofac_sdn.hpp"

namespace tb::watchlist {

enum class WeakAliases : std::uint8_t { leave_out, guard };

struct SdnEntities {
  std::vector<rules::Entity> entities = {};  ///< in the order of the parties; the id is "ofac-<uid>"
  std::size_t names = 0;                     ///< of all of them
  std::size_t guarded = 0;                   ///< of these, names that need their context
  std::size_t left_out = 0;                  ///< weak aliases
};

/// A name becomes at most 12: as it is, a person's with the family name first, and in other transliterations of Arabic
/// and Cyrillic names; each way of matching counts once, whatever its capitals and hyphens.
///
/// One word of at most three letters counts as it is spelt only. Names of ships, one word of a person, one word that is
/// an ordinary one, Russian names without their patronymic, and weak aliases (if they are wanted) count only near words
/// of sanctions or of the party's program.
///
/// @param progress  told now and then how many parties are done; may be empty
/// Threads: pure but for `progress`.
[[nodiscard]] SdnEntities entities_of(const std::vector<SdnParty>& parties, WeakAliases weak,
                                      const std::function<void(std::size_t)>& progress = {});

}  // namespace tb::watchlist
