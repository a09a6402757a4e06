// The sections that are lists of bounds: each a row with its option and its range. A lower end keeps the daemon able to
// work at all, an upper end keeps one bad peer from holding a connection or the memory for good.
#include "limits.hpp"

#include <fmt/core.h>

#include <array>
#include <system_error>

#include "proxy.hpp"
#include "quantity.hpp"
#include "yaml_scalar.hpp"

namespace tb::config {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

template <class Options, class Value>
struct Row {
  const char* key;
  Value Options::*option;
  Range<Value> range;
};

constexpr milliseconds kBlink{100};  // a shorter wait fails on a healthy network

constexpr std::array kHttpTimes{
    Row<http::Limits, milliseconds>{"resolve_timeout", &http::Limits::resolve, {kBlink, minutes(5)}},
    Row<http::Limits, milliseconds>{"connect_timeout", &http::Limits::connect, {kBlink, minutes(5)}},
    Row<http::Limits, milliseconds>{"handshake_timeout", &http::Limits::handshake, {kBlink, minutes(5)}},
    Row<http::Limits, milliseconds>{"first_byte_timeout", &http::Limits::first_byte, {kBlink, minutes(10)}},
    Row<http::Limits, milliseconds>{"total_timeout", &http::Limits::total, {kBlink, hours(1)}},
    Row<http::Limits, milliseconds>{"rate_window", &http::Limits::rate_window, {seconds(1), minutes(10)}},
    Row<http::Limits, milliseconds>{"idle_timeout", &http::Limits::idle, {seconds(1), hours(1)}},
};

constexpr std::array kHttpSizes{
    Row<http::Limits, Bytes>{"body_limit", &http::Limits::body, {1_KiB, 1024_MiB}},
    Row<http::Limits, Bytes>{"inflated_limit", &http::Limits::inflated, {1_KiB, 4096_MiB}},
    Row<http::Limits, Bytes>{"header_limit", &http::Limits::headers, {1_KiB, 1_MiB}},
    Row<http::Limits, Bytes>{"least_rate", &http::Limits::least_rate, {1_B, 1_MiB}},
};

constexpr std::array kFeedSizes{
    Row<feed::Limits, Bytes>{"text_limit", &feed::Limits::text, {1_KiB, 64_MiB}},
};

// The schema holds the range of these.
template <class Options>
struct Count {
  const char* key;
  std::size_t Options::*option;
};

constexpr std::array kHttpCounts{Count<http::Limits>{"header_fields", &http::Limits::header_fields},
                                 Count<http::Limits>{"idle_connections", &http::Limits::idle_connections}};

constexpr std::array kFeedCounts{Count<feed::Limits>{"max_items", &feed::Limits::items},
                                 Count<feed::Limits>{"json_depth", &feed::Limits::json_depth},
                                 Count<feed::Limits>{"xml_depth", &feed::Limits::xml_depth}};

template <class Options, std::size_t n>
void read_times(const Node& map, const std::array<Row<Options, milliseconds>, n>& rows, Options& into,
                Findings& findings) {
  for (const auto& row : rows) {
    if (const Node* node = member(map, row.key)) {
      into.*row.option = read_duration(*node, row.range, findings).value_or(into.*row.option);
    }
  }
}

template <class Options, std::size_t n>
void read_sizes(const Node& map, const std::array<Row<Options, Bytes>, n>& rows, Options& into, Findings& findings) {
  for (const auto& row : rows) {
    if (const Node* node = member(map, row.key)) {
      into.*row.option = read_size(*node, row.range, findings).value_or(into.*row.option);
    }
  }
}

template <class Options, std::size_t n>
void read_counts(const Node& map, const std::array<Count<Options>, n>& rows, Options& into) {
  for (const auto& row : rows) {
    if (const Node* node = member(map, row.key)) into.*row.option = count_of(*node);
  }
}

void read_ca_file(const Node& node, const std::filesystem::path& folder, http::Options& into, Findings& findings) {
  const std::filesystem::path path = folder / node.text;
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed)) {
    findings.add(node,
                 fmt::format("{} names no file: write the path of a PEM file with the roots to trust", shown(node)));
  }
  into.ca_file = path.string();
}

void read_http(const Node& map, const std::filesystem::path& folder, http::Options& into, Findings& findings) {
  read_times(map, kHttpTimes, into.limits, findings);
  read_sizes(map, kHttpSizes, into.limits, findings);
  read_counts(map, kHttpCounts, into.limits);
  if (const Node* contact = member(map, "contact")) into.contact = contact->text;
  if (const Node* ca_file = member(map, "ca_file")) read_ca_file(*ca_file, folder, into, findings);
  if (const Node* proxy = member(map, "http_proxy")) into.proxy = read_proxy(*proxy, findings).value_or(into.proxy);
  if (const Node* ratio = member(map, "inflation_ratio")) into.limits.inflation_ratio = real_number(ratio->text);
  if (const Node* redirects = member(map, "redirects")) into.limits.redirects = static_cast<int>(count_of(*redirects));
}

void read_feed(const Node& map, feed::Limits& into, Findings& findings) {
  read_sizes(map, kFeedSizes, into, findings);
  read_counts(map, kFeedCounts, into);
}

LogLevel log_level_named(std::string_view name) {
  if (name == "debug") return LogLevel::debug;
  if (name == "warning") return LogLevel::warning;
  if (name == "error") return LogLevel::error;
  return LogLevel::info;
}

}  // namespace

void read_limits(const Node& root, const std::filesystem::path& folder, Configuration& into, Findings& findings) {
  if (const Node* map = member(root, "http")) read_http(*map, folder, into.http, findings);
  if (const Node* map = member(root, "feed")) read_feed(*map, into.feed, findings);
  if (const Node* map = member(root, "log")) {
    if (const Node* level = member(*map, "level")) into.log_level = log_level_named(level->text);
  }
  if (const Node* map = member(root, "shutdown")) {
    if (const Node* grace = member(*map, "grace")) {
      into.shutdown_grace = read_duration(*grace, {kBlink, minutes(10)}, findings).value_or(into.shutdown_grace);
    }
  }
}

}  // namespace tb::config
