// What plain scalars of YAML are.
#include <gtest/gtest.h>

#include <cmath>
#include <ostream>

#include "config/yaml_scalar.hpp"

namespace tb::config {
namespace {

struct ScalarRow {
  std::string name;
  std::string text;
  Node::Kind want;
  friend std::ostream& operator<<(std::ostream& out, const ScalarRow& row) { return out << row.name; }
};

class PlainScalar : public testing::TestWithParam<ScalarRow> {};

TEST_P(PlainScalar, IsWhatTheCoreSchemaSays) {
  EXPECT_EQ(kind_of_plain(GetParam().text), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Scalars, PlainScalar,
    testing::Values(ScalarRow{"Empty", "", Node::Kind::null}, ScalarRow{"Tilde", "~", Node::Kind::null},
                    ScalarRow{"True", "true", Node::Kind::boolean}, ScalarRow{"FALSE", "FALSE", Node::Kind::boolean},
                    ScalarRow{"Yes", "yes", Node::Kind::string}, ScalarRow{"On", "on", Node::Kind::string},
                    ScalarRow{"No", "NO", Node::Kind::string}, ScalarRow{"Integer", "-12", Node::Kind::integer},
                    ScalarRow{"Plus", "+12", Node::Kind::integer}, ScalarRow{"Sign", "-", Node::Kind::string},
                    ScalarRow{"Float", "1.5e-3", Node::Kind::number}, ScalarRow{"Dot", ".5", Node::Kind::number},
                    ScalarRow{"DotAlone", ".", Node::Kind::string}, ScalarRow{"Exponent", "1e", Node::Kind::string},
                    ScalarRow{"Version", "1.2.3", Node::Kind::string}, ScalarRow{"Time", "12:30", Node::Kind::string},
                    ScalarRow{"Hexadecimal", "0x1F", Node::Kind::string},
                    ScalarRow{"Infinity", ".inf", Node::Kind::string}),
    [](const auto& row) { return row.param.name; });

TEST(Number, TooLargeIsTheNearest) {
  EXPECT_EQ(real_number("1e999"), HUGE_VAL);
  EXPECT_EQ(real_number("-1e999"), -HUGE_VAL);
  EXPECT_EQ(real_number("1e-999"), 0.0);
  EXPECT_EQ(whole_number("99999999999999999999"), std::nullopt);
}

}  // namespace
}  // namespace tb::config
