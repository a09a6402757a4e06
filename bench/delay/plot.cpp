// Lines and words, no more: an SVG needs no library.
#include "plot.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cmath>
#include <fstream>
#include <utility>

namespace tb::bench {
namespace {

constexpr double kWidth = 760;
constexpr double kHeight = 420;
constexpr double kLeft = 64;
constexpr double kRight = 24;
constexpr double kTop = 56;
constexpr double kBottom = 56;
constexpr double kShortest = 1;    // seconds
constexpr double kLongest = 3600;  // seconds

constexpr std::string_view kStyle = R"(<style>
  text { font: 13px system-ui, sans-serif; fill: #24292f; }
  .title { font-size: 15px; font-weight: 600; }
  .grid { stroke: #d0d7de; stroke-width: 1; }
  .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
  .uniform { stroke: #cf222e; } .learned { stroke: #0969da; } .oracle { stroke: #57606a; stroke-dasharray: 6 4; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .grid { stroke: #3d444d; }
    .uniform { stroke: #ff7b72; } .learned { stroke: #58a6ff; } .oracle { stroke: #9198a1; }
  }
</style>
)";

double x_of(double seconds) {
  const double share = std::log(seconds / kShortest) / std::log(kLongest / kShortest);
  return kLeft + share * (kWidth - kLeft - kRight);
}

double y_of(double share) {
  return kHeight - kBottom - share * (kHeight - kTop - kBottom);
}

void write_grid(std::ostream& out) {
  constexpr std::pair<double, const char*> kTimes[] = {
      {1, "1 s"},     {3, "3 s"},     {10, "10 s"},    {30, "30 s"},     {60, "1 min"},
      {120, "2 min"}, {300, "5 min"}, {600, "10 min"}, {1200, "20 min"}, {3600, "1 h"}};
  for (const auto& [seconds, name] : kTimes) {
    fmt::print(out, R"(<line class="grid" x1="{0:.1f}" y1="{1:.1f}" x2="{0:.1f}" y2="{2:.1f}"/>)", x_of(seconds),
               y_of(0), y_of(1));
    fmt::print(out, "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n", x_of(seconds), y_of(0) + 20,
               name);
  }
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    fmt::print(out, R"(<line class="grid" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)", kLeft, y_of(share),
               kWidth - kRight, y_of(share));
    fmt::print(out, "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{:.0f} %</text>\n", kLeft - 8, y_of(share) + 4,
               100 * share);
  }
}

void write_line(std::ostream& out, std::string_view name, const Delays& delays) {
  constexpr int kSteps = 200;
  fmt::print(out, R"(<polyline class="line {}" points=")", name);
  for (int i = 0; i <= kSteps; ++i) {
    const double seconds = kShortest * std::pow(kLongest / kShortest, static_cast<double>(i) / kSteps);
    fmt::print(out, "{:.1f},{:.1f} ", x_of(seconds), y_of(delays.share_within(seconds)));
  }
  fmt::print(out, "\"/>\n");
}

void write_legend(std::ostream& out, std::string_view name, int row, const Delays& delays) {
  const double y = kTop + 22 + 22 * row;
  fmt::print(out, R"(<line class="line {}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)", name, kLeft + 14, y,
             kLeft + 46, y);
  fmt::print(out, "<text x=\"{:.1f}\" y=\"{:.1f}\">{}: mean {:.0f} s, p50 {:.0f} s, p99 {:.0f} s</text>\n", kLeft + 54,
             y + 4, name, delays.mean(), delays.quantile(0.5), delays.quantile(0.99));
}

}  // namespace

void write_svg(const std::string& file, const Scenario& scenario) {
  std::ofstream out(file);
  fmt::print(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
             "role=\"img\" aria-label=\"Share of items seen within a time, by polling policy\">\n",
             kWidth, kHeight);
  out << kStyle;
  fmt::print(out,
             "<text class=\"title\" x=\"{:.1f}\" y=\"30\">Items seen within … of their publication, at the same "
             "number of requests</text>\n",
             kLeft);
  write_grid(out);
  const std::pair<const char*, const Replayed*> lines[] = {
      {"uniform", &scenario.uniform}, {"oracle", &scenario.oracle}, {"learned", &scenario.learned}};
  int row = 0;
  for (const auto& [name, replayed] : lines) {
    write_line(out, name, replayed->measured.delays);
    write_legend(out, name, row++, replayed->measured.delays);
  }
  fmt::print(out,
             "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">from publication to the poll that saw it"
             "</text>\n</svg>\n",
             (kLeft + kWidth - kRight) / 2, kHeight - 12);
}

}  // namespace tb::bench
