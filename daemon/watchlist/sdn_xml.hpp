// The XML edition of the sanctions list: SDN.XML, not the "advanced" one.
#pragma once

#include <string>

#include "tenbells/watchlist/ofac_sdn.hpp"

namespace tb::watchlist {

/// As read_sdn.
/// @param file  its bytes are UTF-8; the tree is built inside them
[[nodiscard]] Result<SdnList> read_sdn_xml(SdnFile file);

}  // namespace tb::watchlist
