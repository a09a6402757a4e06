// Identifiers of a party: a row a kind.
#include "sdn_ids.hpp"

#include <algorithm>
#include <array>

#include "tenbells/config/identifiers.hpp"

namespace tb::watchlist {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_number_of(std::string_view text, std::size_t digits) {
  return text.size() == digits && std::ranges::all_of(text, is_digit);
}

bool is_imo(std::string_view text) {
  return is_number_of(text, 7);
}

bool is_mmsi(std::string_view text) {
  return is_number_of(text, 9);
}

bool is_lei(std::string_view text) {
  return !config::wrong_identifier("lei", text);
}

bool is_bic(std::string_view text) {  // ISO 9362
  return (text.size() == 8 || text.size() == 11) &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); });
}

struct Kind {
  std::string_view type;
  std::string_view before;  // what stands in front of the number itself
  std::string_view scheme;
  bool (*is_right)(std::string_view);
};

constexpr std::array kKinds{
    Kind{"Vessel Registration Identification", "IMO ", "imo", is_imo},
    Kind{"MMSI", "", "mmsi", is_mmsi},
    Kind{"Legal Entity Number", "", "lei", is_lei},
    Kind{"SWIFT/BIC", "", "bic", is_bic},
};

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<std::pair<std::string, std::string>> sdn_id(std::string_view type, std::string_view number) {
  for (const Kind& kind : kKinds) {
    if (type != kind.type || !number.starts_with(kind.before)) continue;
    const std::string_view bare = without_blanks(number.substr(kind.before.size()));
    if (kind.is_right(bare)) return std::pair(std::string(kind.scheme), std::string(bare));
  }
  return std::nullopt;
}

std::optional<std::pair<std::string, std::string>> sdn_id_of_remark(std::string_view remark) {
  for (const Kind& kind : kKinds) {
    if (!remark.starts_with(kind.type)) continue;
    // "… IMO 9187629 (vessel)": what stands in brackets behind is of the list, not of the number.
    const std::string_view rest = without_blanks(remark.substr(kind.type.size()));
    return sdn_id(kind.type, without_blanks(rest.substr(0, rest.find('('))));
  }
  return std::nullopt;
}

}  // namespace tb::watchlist
