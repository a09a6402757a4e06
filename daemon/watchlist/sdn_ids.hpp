// Identifiers of a party in the words of the sanctions list: which of them an entity takes over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tb::watchlist {

/// Scheme and identifier; nothing for documents of people (passports …) and whatever has another form than it should.
///
/// @param type    as idType of the XML list: "Vessel Registration Identification"
/// @param number  as idNumber: "IMO 9187629"
[[nodiscard]] std::optional<std::pair<std::string, std::string>> sdn_id(std::string_view type, std::string_view number);

/// The same out of one remark of the CSV list, where type and number stand as one text.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> sdn_id_of_remark(std::string_view remark);

}  // namespace tb::watchlist
