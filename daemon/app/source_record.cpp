// Written compactly, for it must fit into a slot of the ledger; read with tolerance, for it may be of any version.
#include "source_record.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <span>
#include <type_traits>

#include "json_text.hpp"
#include "source_record_fields.hpp"
#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kErrorBytes = 300;
constexpr std::size_t kShortBytes = 100;
constexpr std::size_t kFewBounds = 4;

constexpr std::array kStates{SourceHealth::State::unknown, SourceHealth::State::working, SourceHealth::State::failing,
                             SourceHealth::State::parked};
constexpr std::array kOutcomes{Outcome::fresh, Outcome::unchanged, Outcome::not_modified, Outcome::moved,
                               Outcome::gone,  Outcome::throttled, Outcome::failed};

// Whole code points only.
std::string cut(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  text.resize(bytes);
  return text;
}

milliseconds in_milliseconds(Moment moment) {
  return std::chrono::floor<milliseconds>(moment.time_since_epoch());
}

// A member is left out when it is nothing; a name never is, whatever its default becomes.
class Writer {
 public:
  explicit Writer(JsonText& out) : out_(out) {}

  template <class T>
  void operator()(const char* name, const T& value) {
    if constexpr (!std::is_enum_v<T>) {
      if (value == T{}) return;
    }
    out_.key(name);
    write(value);
  }

 private:
  template <class T>
  void write(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      out_.value(to_string(value));
    } else {
      out_.value(value);
    }
  }
  template <class T>
  void write(const std::optional<T>& value) {
    write(*value);
  }
  template <class Period>
  void write(const std::chrono::duration<std::int64_t, Period>& value) {
    out_.value(std::int64_t{value.count()});
  }
  void write(const Error& value) { out_.value(value.why); }
  void write(const Moment& value) { write(in_milliseconds(value)); }
  void write(const std::vector<schedule::Rule>& rules) {
    out_.array();
    for (const schedule::Rule rule : rules) out_.value(to_string(rule));
    out_.end_array();
  }
  // ["cache", 1795521600000], and true behind them where it was clamped.
  void write(const std::vector<schedule::Bound>& bounds) {
    out_.array();
    for (const schedule::Bound& bound : bounds) {
      out_.array();
      out_.value(to_string(bound.rule));
      write(bound.not_before);
      if (bound.clamped) out_.value(true);
      out_.end_array();
    }
    out_.end_array();
  }
  // Five digits are more than is known; the last number is a moment.
  void write(const schedule::Rhythm& rhythm) {
    out_.array();
    const auto all = to_numbers(rhythm);
    const std::span<const double> numbers = all;
    for (const double number : numbers.first(numbers.size() - 1)) {
      out_.number(number >= 1e-6 ? fmt::format("{:.5g}", number) : "0");
    }
    out_.number(fmt::format("{:.15g}", numbers.back()));
    out_.end_array();
  }

  JsonText& out_;
};

std::string whole(const SourceRecord& record) {
  JsonText out;
  out.object();
  for_each_field(record, Writer(out));
  out.end_object();
  return out.text();
}

using Value = rapidjson::Value;

std::string_view text_in(const Value& value) {
  return value.IsString() ? std::string_view(value.GetString(), value.GetStringLength()) : std::string_view();
}

// Each leaves the member as it is where the value makes no sense.
class Reader {
 public:
  explicit Reader(const Value& object) : object_(object) {}

  template <class T>
  void operator()(const char* name, T& member) {
    const auto found = object_.FindMember(name);
    if (found != object_.MemberEnd()) read(found->value, member);
  }

 private:
  // It will stand on a terminal, whatever has been done to the file.
  static std::string text_of(const Value& value) { return cut(printable(text_in(value)), kErrorBytes); }
  static void read(const Value& value, std::optional<Error>& member) {
    if (value.IsString()) member = Error{.why = text_of(value)};
  }
  static void read(const Value& value, Outcome& member) {
    for (const Outcome outcome : kOutcomes) {
      if (to_string(outcome) == text_in(value)) member = outcome;
    }
  }
  static void read(const Value& value, bool& member) {
    if (value.IsBool()) member = value.GetBool();
  }
  static void read(const Value& value, std::string& member) {
    if (value.IsString()) member = text_of(value);
  }
  template <class T>
  requires std::is_unsigned_v<T>
  static void read(const Value& value, T& member) {
    if (value.IsUint64() && value.GetUint64() <= std::numeric_limits<T>::max())
      member = static_cast<T>(value.GetUint64());
  }
  static void read(const Value& value, int& member) {
    if (value.IsInt() && value.GetInt() >= 0) member = value.GetInt();
  }
  template <class Period>
  static void read(const Value& value, std::chrono::duration<std::int64_t, Period>& member) {
    if (value.IsInt64()) member = std::chrono::duration<std::int64_t, Period>{value.GetInt64()};
  }
  static void read(const Value& value, Moment& member) {
    constexpr auto kLatest = std::chrono::floor<milliseconds>(Moment::max().time_since_epoch()).count();
    if (value.IsInt64() && value.GetInt64() >= -kLatest && value.GetInt64() <= kLatest) {
      member = Moment{milliseconds{value.GetInt64()}};
    }
  }
  template <class T>
  static void read(const Value& value, std::optional<T>& member) {
    if (value.IsInt64()) {
      T inner{};
      read(value, inner);
      member = inner;
    }
  }
  static void read(const Value& value, SourceHealth::State& member) {
    for (const SourceHealth::State state : kStates) {
      if (to_string(state) == text_in(value)) member = state;
    }
  }
  static void read(const Value& value, schedule::Reason& member) {
    member = schedule::reason_named(text_in(value)).value_or(member);
  }
  static void read(const Value& value, schedule::Rule& member) {
    member = schedule::rule_named(text_in(value)).value_or(member);
  }
  static void read(const Value& value, std::vector<schedule::Rule>& member) {
    if (!value.IsArray()) return;
    for (const Value& each : value.GetArray()) {
      if (const auto rule = schedule::rule_named(text_in(each))) member.push_back(*rule);
    }
  }
  static void read(const Value& value, std::vector<schedule::Bound>& member) {
    if (!value.IsArray()) return;
    for (const Value& each : value.GetArray()) {
      if (!each.IsArray() || each.Size() < 2) continue;
      const auto rule = schedule::rule_named(text_in(each[0]));
      if (!rule) continue;
      schedule::Bound bound{.rule = *rule};
      read(each[1], bound.not_before);
      if (each.Size() > 2) read(each[2], bound.clamped);
      member.push_back(bound);
    }
  }
  static void read(const Value& value, schedule::Rhythm& member) {
    if (!value.IsArray()) return;
    std::vector<double> numbers;
    for (const Value& each : value.GetArray()) numbers.push_back(each.IsNumber() ? each.GetDouble() : -1);
    member = schedule::rhythm_of(numbers);
  }

  const Value& object_;
};

}  // namespace

std::string_view to_string(SourceHealth::State state) {
  switch (state) {
    case SourceHealth::State::unknown:
      return "unknown";
    case SourceHealth::State::working:
      return "working";
    case SourceHealth::State::failing:
      return "failing";
    case SourceHealth::State::parked:
      return "parked";
  }
  return "unknown";
}

std::string to_text(const SourceRecord& record, std::size_t at_most) {
  SourceRecord fitting = record;
  std::optional<Error>& error = fitting.health.last.error;
  if (error) error = Error{.why = cut(printable(to_string(*error)), kErrorBytes)};
  fitting.health.flaw_kinds = cut(printable(record.health.flaw_kinds), kShortBytes);
  std::string text = whole(fitting);
  if (text.size() <= at_most) return text;
  if (error) error->why = cut(std::move(error->why), kShortBytes);
  text = whole(fitting);
  if (text.size() <= at_most) return text;
  std::ranges::stable_sort(fitting.bounds, std::greater{}, &schedule::Bound::not_before);
  if (fitting.bounds.size() > kFewBounds) fitting.bounds.resize(kFewBounds);
  fitting.ignored.clear();
  text = whole(fitting);
  if (text.size() <= at_most) return text;
  fitting.rhythm = {};
  text = whole(fitting);
  if (text.size() <= at_most) return text;
  error.reset();
  fitting.health.flaw_kinds.clear();
  fitting.bounds.clear();
  return whole(fitting);
}

SourceRecord source_record_of(std::string_view json) {
  SourceRecord record;
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag>(json.data(), json.size());
  if (!document.HasParseError() && document.IsObject()) for_each_field(record, Reader(document));
  if (!is_success(record.health.last.outcome)) record.health.last.reason = record.health.trouble;
  return record;
}

}  // namespace tb::app
