// How a mistake is printed.
#include <gtest/gtest.h>

#include "tenbells/config/configuration.hpp"

namespace tb::config {
namespace {

TEST(Diagnostic, IsOneLineThatEditorsUnderstand) {
  EXPECT_EQ(to_string(Diagnostic{.file = "t.yaml", .line = 14, .column = 13, .message = "no"}), "t.yaml:14:13: no");
}

TEST(Diagnostic, OfAWholeFileHasNoPlace) {
  EXPECT_EQ(to_string(Diagnostic{.file = "t.yaml", .message = "no"}), "t.yaml: no");
}

TEST(Diagnostic, KeepsATabUnderItsCaret) {
  EXPECT_EQ(to_string(Diagnostic{.file = "t", .line = 1, .column = 3, .message = "no", .source_line = "\tab"}),
            "t:1:3: no\n  \tab\n  \t ^");
}

}  // namespace
}  // namespace tb::config
