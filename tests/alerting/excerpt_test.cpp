// A body too long to ship.
#include "alerting/excerpt.hpp"

#include <gtest/gtest.h>

#include "fakes/an_item.hpp"

namespace tb::alerting {
namespace {

Alert with_body(const std::string& body, std::size_t begin, std::size_t end) {
  Alert alert = fakes::an_alert(fakes::an_item().reading(body));
  alert.evidence = {{.field = Field::title, .begin = 0, .end = 5, .text = "Ferry", .term = "ferry", .entity = {}},
                    {.field = Field::body,
                     .begin = begin,
                     .end = end,
                     .text = body.substr(begin, end - begin),
                     .term = "ferry",
                     .entity = {}}};
  return alert;
}

void expect_evidence_is_in_the_text(const Alert& alert) {
  for (const Evidence& span : alert.evidence) {
    if (span.field != Field::body) continue;
    EXPECT_EQ(alert.item.body.substr(span.begin, span.end - span.begin), span.text);
  }
}

TEST(CutBody, LeavesAShortOneAlone) {
  Alert alert = with_body("a ferry sails", 2, 7);
  const Alert before = alert;
  cut_body(alert, 100);
  EXPECT_EQ(alert, before);
}

TEST(CutBody, KeepsThePassageAroundTheFirstEvidence) {
  const std::string filler(1000, 'x');
  Alert alert = with_body(filler + "ferry" + filler, 1000, 1005);
  cut_body(alert, 100);
  EXPECT_LE(alert.item.body.size(), 100U);
  ASSERT_EQ(alert.evidence.size(), 2U);
  expect_evidence_is_in_the_text(alert);
}

TEST(CutBody, CutsBetweenCodePoints) {
  std::string chinese;
  for (int i = 0; i < 500; ++i) chinese += "渡";
  for (std::size_t limit = 90; limit < 96; ++limit) {
    Alert alert = with_body(chinese + "ferry" + chinese, 1500, 1505);
    cut_body(alert, limit);
    EXPECT_LE(alert.item.body.size(), limit);
    EXPECT_NE(static_cast<unsigned char>(alert.item.body.front()) & 0xc0U, 0x80U);
    expect_evidence_is_in_the_text(alert);
  }
}

TEST(CutBody, DropsEvidenceThatFallsOutside) {
  const std::string filler(1000, 'x');
  Alert alert = with_body("ferry" + filler + "ferry", 0, 5);
  alert.evidence.push_back(
      {.field = Field::body, .begin = 1005, .end = 1010, .text = "ferry", .term = "ferry", .entity = {}});
  cut_body(alert, 100);
  EXPECT_EQ(alert.evidence.size(), 2U);
  expect_evidence_is_in_the_text(alert);
}

TEST(CutBody, KeepsTheBeginningWhereNothingInItIsEvidence) {
  Alert alert = with_body(std::string(500, 'x'), 0, 1);
  alert.evidence.pop_back();
  cut_body(alert, 100);
  EXPECT_EQ(alert.item.body.size(), 100U);
}

}  // namespace
}  // namespace tb::alerting
