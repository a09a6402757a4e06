// Where the journal lies by default.
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"
#include "config/state_folder.hpp"

namespace tb::config {
namespace {

using Variables = std::map<std::string, std::string>;

struct StateRow {
  std::string name;
  Variables variables;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const StateRow& row) { return out << row.name; }
};

class JournalPlace : public testing::TestWithParam<StateRow> {};

TEST_P(JournalPlace, FollowsTheEnvironment) {
  EXPECT_EQ(default_journal(environment_of(GetParam().variables)).value_or(""), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Environments, JournalPlace,
    testing::Values(
        StateRow{"OfSystemd", {{"STATE_DIRECTORY", "/var/lib/t"}, {"HOME", "/h"}}, "/var/lib/t/journal.db"},
        StateRow{"OfSystemdWithSeveral", {{"STATE_DIRECTORY", "/var/lib/a:/var/lib/b"}}, "/var/lib/a/journal.db"},
        StateRow{"OfXdg", {{"XDG_STATE_HOME", "/s"}, {"HOME", "/h"}}, "/s/tenbells/journal.db"},
        StateRow{"OfARelativeXdg", {{"XDG_STATE_HOME", "s"}, {"HOME", "/h"}}, "/h/.local/state/tenbells/journal.db"},
        StateRow{"OfHome", {{"HOME", "/h"}}, "/h/.local/state/tenbells/journal.db"},
        StateRow{"OfAnEmptyHome", {{"HOME", ""}}, ""}, StateRow{"OfNothing", {}, ""}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tb::config
