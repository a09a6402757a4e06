// The CSV edition of the sanctions list: several files, joined by the party's number.
#pragma once

#include <vector>

#include "tenbells/watchlist/ofac_sdn.hpp"

namespace tb::watchlist {

/// As read_sdn; the bytes are UTF-8.
[[nodiscard]] Result<SdnList> read_sdn_csv(const std::vector<SdnFile>& files);

/// "DOE, John" of a person → last and first; anything else stays whole. Also for the aliases in remarks.
[[nodiscard]] SdnName name_of_text(std::string_view text, SdnParty::Kind kind);

}  // namespace tb::watchlist
