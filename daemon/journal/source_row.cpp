// One row a column: what is added here is selected, inserted and updated.
#include "source_row.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <type_traits>
#include <variant>

namespace tb::journal {
namespace {

struct Column {
  const char* name;
  std::variant<std::string SourceState::*, int SourceState::*, Moment SourceState::*> member;
};

const std::array kColumns{
    Column{"url", &SourceState::url},
    Column{"etag", &SourceState::etag},
    Column{"last_modified", &SourceState::last_modified},
    Column{"body_digest", &SourceState::body_digest},
    Column{"baselined_at", &SourceState::baselined_at},
    Column{"moved_to", &SourceState::moved_to},
    Column{"configured_url", &SourceState::configured_url},
    Column{"moving_to", &SourceState::moving_to},
    Column{"moves_seen", &SourceState::moves_seen},
    Column{"parked", &SourceState::parked},
    Column{"parked_at", &SourceState::parked_at},
};

std::string names() {
  std::string names = "id";
  for (const Column& column : kColumns) names += fmt::format(", {}", column.name);
  return names;
}

}  // namespace

std::string select_source_sql() {
  return fmt::format("SELECT {} FROM source", names());
}

std::string upsert_source_sql() {
  std::string values = "?1";
  std::string updates;
  int parameter = 1;
  for (const Column& column : kColumns) {
    ++parameter;
    values += fmt::format(", ?{}", parameter);
    updates += fmt::format("{}{} = ?{}", updates.empty() ? "" : ", ", column.name, parameter);
  }
  return fmt::format("INSERT INTO source({}) VALUES({}) ON CONFLICT(id) DO UPDATE SET {}", names(), values, updates);
}

SourceState source_in(const Statement& row) {
  SourceState state;
  int at = 0;
  for (const Column& column : kColumns) {
    ++at;
    std::visit(
        [&](auto member) {
          using Member = std::remove_reference_t<decltype(state.*member)>;
          if constexpr (std::is_same_v<Member, std::string>) {
            state.*member = row.text(at);
          } else if constexpr (std::is_same_v<Member, int>) {
            state.*member = static_cast<int>(row.number(at));
          } else {
            state.*member = Moment{std::chrono::microseconds{row.number(at)}};
          }
        },
        column.member);
  }
  return state;
}

void bind_source(Statement& upsert, const std::string& id, const SourceState& state) {
  upsert.bind(1, id);
  int parameter = 1;
  for (const Column& column : kColumns) {
    ++parameter;
    std::visit(
        [&](auto member) {
          using Member = std::remove_cvref_t<decltype(state.*member)>;
          if constexpr (std::is_same_v<Member, std::string>) {
            upsert.bind(parameter, state.*member);
          } else if constexpr (std::is_same_v<Member, int>) {
            upsert.bind(parameter, std::int64_t{state.*member});
          } else {
            upsert.bind(parameter, std::int64_t{(state.*member).time_since_epoch().count()});
          }
        },
        column.member);
  }
}

}  // namespace tb::journal
