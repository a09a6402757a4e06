// `polling:`, each duration a row with its option. The ranges are wide: whoever polls servers of his own may go below
// what publishers expect. They stop what can only be a slip, such as ms for m.
#include "polling.hpp"

#include <array>

#include "quantity.hpp"
#include "yaml_scalar.hpp"

namespace tb::config {
namespace {

using schedule::Etiquette;
using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Range<milliseconds> kAverage{seconds(1), days(30)};  // as `every` of a source
constexpr Range<milliseconds> kWithinAYear{seconds(1), days(365)};
constexpr Range<milliseconds> kSpacing{milliseconds(0), minutes(10)};

struct Row {
  const char* key;
  seconds Etiquette::*option;
};

constexpr std::array kWaits{
    Row{"freshness_ceiling", &Etiquette::freshness_ceiling},
    Row{"ttl_ceiling", &Etiquette::ttl_ceiling},
    Row{"retry_after_ceiling", &Etiquette::retry_after_ceiling},
    Row{"unconditional_floor", &Etiquette::unconditional_floor},
    Row{"throttled_ceiling", &Etiquette::throttled_ceiling},
    Row{"refused_floor", &Etiquette::refused_floor},
    Row{"missing_wait", &Etiquette::missing_wait},
    Row{"missing_patience", &Etiquette::missing_patience},
};

void read_etiquette(const Node& map, Etiquette& into, Findings& findings) {
  for (const Row& row : kWaits) {
    if (const Node* node = member(map, row.key)) {
      into.*row.option = read_seconds(*node, kWithinAYear, findings).value_or(into.*row.option);
    }
  }
  if (const Node* stretch = member(map, "push_stretch")) into.push_stretch = real_number(stretch->text);
}

void read_origin(const Node& map, source::OriginLimits& into, Findings& findings) {
  if (const Node* concurrent = member(map, "concurrent")) into.concurrent = count_of(*concurrent);
  if (const Node* spacing = member(map, "spacing")) {
    into.spacing = read_duration(*spacing, kSpacing, findings).value_or(into.spacing);
  }
}

}  // namespace

void read_polling(const Node& root, Configuration& into, Findings& findings) {
  const Node* map = member(root, "polling");
  if (map == nullptr) return;
  if (const Node* concurrent = member(*map, "concurrent")) into.concurrent_polls = count_of(*concurrent);
  if (const Node* origin = member(*map, "origin")) read_origin(*origin, into.origins, findings);
  if (const Node* moves = member(*map, "moves_before_adoption")) {
    into.moves_before_adoption = static_cast<int>(count_of(*moves));
  }
  read_etiquette(*map, into.etiquette, findings);
}

seconds read_average(const Node& root, Findings& findings) {
  const seconds usual = schedule::Options().every;
  const Node* map = member(root, "polling");
  const Node* average = map == nullptr ? nullptr : member(*map, "average");
  return average == nullptr ? usual : read_seconds(*average, kAverage, findings).value_or(usual);
}

}  // namespace tb::config
