// The sanctions list of the US Treasury (OFAC's Specially Designated Nationals) as it is published → its parties. The
// first step of `tenbells import ofac-sdn`.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tenbells/core/result.hpp"

namespace tb::watchlist {

/// One name of a party. Of a person `last` and `first` as the list splits them; of all others everything is `last`.
struct SdnName {
  std::string last;
  std::string first = {};
  bool weak = false;  ///< an alias so common that the list itself warns of it

  friend bool operator==(const SdnName&, const SdnName&) = default;
};

struct SdnParty {
  enum class Kind : std::uint8_t { person, organisation, vessel, aircraft };

  std::uint64_t uid = 0;
  Kind kind = Kind::organisation;
  std::vector<SdnName> names = {};              ///< the first is the party's own
  std::vector<std::string> programs = {};       ///< under which it is listed: SDGT, IRAN
  std::map<std::string, std::string> ids = {};  ///< imo, lei, bic, mmsi, where they are given and have their form

  friend bool operator==(const SdnParty&, const SdnParty&) = default;
};

struct SdnList {
  std::vector<SdnParty> parties = {};  ///< by uid
  std::size_t skipped = 0;             ///< entries without a number or a name
};

struct SdnFile {
  std::string name;  ///< for messages
  std::string bytes;
};

/// Reads the files of one edition: SDN.XML alone, or SDN.CSV with ALT.CSV (aliases) and SDN_COMMENTS.CSV (remarks that
/// did not fit) if they are there; ADD.CSV (addresses) is recognised and left out. What a CSV file is its number of
/// columns says, not its name.
///
/// Bytes that are no UTF-8 are read as Windows-1252. Of XML no DTD is taken, and nothing is fetched.
/// Errors: invalid_input, naming the file and what would be right.
/// Threads: pure, safe on any thread.
/// Source: OFAC, "Specially Designated Nationals and Blocked Persons: Data Specification" (2023) and the schema of
/// SDN.XML.
[[nodiscard]] Result<SdnList> read_sdn(std::vector<SdnFile> files);

}  // namespace tb::watchlist
