// A row of the tables of dates, and how it is asked.
#pragma once

#include <gmock/gmock.h>

#include <string>

#include "tenbells/text/dates.hpp"

namespace tb::text {

struct DateRow {
  std::string name;
  std::string text;
  std::string want;  // RFC 3339; empty: refused
};

/// The moment that a text names, in RFC 3339; empty if it is refused.
inline std::string moment_in(std::string_view text) {
  const std::optional<Moment> moment = parse_date(text);
  return moment ? to_rfc3339(*moment) : "";
}

inline std::string row_name(const testing::TestParamInfo<DateRow>& info) {
  return info.param.name;
}

}  // namespace tb::text
