// Opening: what a file of the journal's is opened for.
#pragma once

#include <cstdint>

namespace tb::journal {

enum class Opening : std::uint8_t {
  write,  ///< the file is created if it is not there
  read,   ///< nothing is created or changed
};

}  // namespace tb::journal
