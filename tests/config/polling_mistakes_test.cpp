// `polling`: what is wrong with a bound of politeness, and what would be right.
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

struct Row {
  std::string_view name;
  std::string_view yaml;
  std::string_view want;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

class PollingMistake : public testing::TestWithParam<Row> {};

TEST_P(PollingMistake, IsToldWithItsPlaceAndWhatWouldBeRight) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_text(folder, std::string(GetParam().yaml))), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Configuration, PollingMistake,
    testing::ValuesIn(std::vector<Row>{
        Row{"UnknownKeyInPolling", "polling: {concurent: 3, retry_after_ceilling: 1d}",
            "c.yaml:1:11: polling.concurent: there is no such key. Did you mean `concurrent`?\n"
            "c.yaml:1:25: polling.retry_after_ceilling: there is no such key. Did you mean `retry_after_ceiling`?"},
        Row{"UnknownKeyOfAnOrigin", "polling: {origin: {spacng: 1s}}",
            "c.yaml:1:20: polling.origin.spacng: there is no such key. Did you mean `spacing`?"},
        Row{"OriginAsANumber", "polling: {origin: 2}",
            "c.yaml:1:19: polling.origin: a number stands where a map belongs: write `origin: {concurrent: 2, spacing: "
            "1s}`"},
        Row{"OriginOfNoConcurrency", "polling: {origin: {concurrent: 0}}",
            "c.yaml:1:32: polling.origin.concurrent: 0 is out of range: write 1 to 100"},
        Row{"OriginSpacingTooLong", "polling: {origin: {spacing: 1h}}",
            R"(c.yaml:1:29: polling.origin.spacing: "1h" is out of range: write 0ms to 10m)"},
        Row{"AverageTooShort", "polling: {average: 5ms}",
            R"(c.yaml:1:20: polling.average: "5ms" is out of range: write 1s to 30d)"},
        Row{"AverageNotInWholeSeconds", "polling: {average: 2500ms}",
            R"(c.yaml:1:20: polling.average: "2500ms" is no whole number of seconds: write 3s)"},
        Row{"AverageAuto", "polling: {average: auto}",
            R"(c.yaml:1:20: polling.average: "auto" is no duration: write a whole number with a unit, such as 500ms, 30s, 5m, 1h or 2d)"},
        Row{"EtiquetteInMilliseconds", R"(polling:
  freshness_ceiling: 1ms
  ttl_ceiling: 1ms
  retry_after_ceiling: 1ms
  unconditional_floor: 1ms
  throttled_ceiling: 1ms
  refused_floor: 1ms
  missing_wait: 1ms
  missing_patience: 1ms)",
            R"(c.yaml:2:22: polling.freshness_ceiling: "1ms" is out of range: write 1s to 365d
c.yaml:3:16: polling.ttl_ceiling: "1ms" is out of range: write 1s to 365d
c.yaml:4:24: polling.retry_after_ceiling: "1ms" is out of range: write 1s to 365d
c.yaml:5:24: polling.unconditional_floor: "1ms" is out of range: write 1s to 365d
c.yaml:6:22: polling.throttled_ceiling: "1ms" is out of range: write 1s to 365d
c.yaml:7:18: polling.refused_floor: "1ms" is out of range: write 1s to 365d
c.yaml:8:17: polling.missing_wait: "1ms" is out of range: write 1s to 365d
c.yaml:9:21: polling.missing_patience: "1ms" is out of range: write 1s to 365d)"},
        Row{"RetryAfterCeilingOfTwoYears", "polling: {retry_after_ceiling: 730d}",
            R"(c.yaml:1:32: polling.retry_after_ceiling: "730d" is out of range: write 1s to 365d)"},
        Row{"StretchThatHastens", "polling: {push_stretch: 0.5}",
            "c.yaml:1:25: polling.push_stretch: 0.5 is out of range: write 1 to 100"},
        Row{"AdoptionWithoutAMove", "polling: {moves_before_adoption: 0}",
            "c.yaml:1:34: polling.moves_before_adoption: 0 is out of range: write 1 to 1000"},
    }),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tb::config
