// Memory is asked of the heap (mallinfo2) and of the kernel (/proc/self): the first knows what is held, the second what
// the machine gives for it.
#include "tenbells_engine.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>

#include "tenbells/config/configuration.hpp"
#include "tenbells/rules/rule_set.hpp"
#include "thread_time.hpp"

namespace tb::bench {
namespace {

constexpr double kMega = 1e6;

class TenbellsEngine final : public Engine {
 public:
  explicit TenbellsEngine(std::shared_ptr<const rules::RuleSet> rules) : rules_(std::move(rules)) {
    for (const std::string& id : rules_->rule_ids()) numbers_.push_back(number_of(id));
  }

  /// The one place that calls the matcher.
  const std::vector<std::uint32_t>& hits(const Item& item) override {
    rules_->match(item, scratch_, matches_);
    found_.clear();
    for (const rules::Match& match : matches_.rules) found_.push_back(numbers_[match.rule]);
    return found_;
  }

 private:
  static std::uint32_t number_of(const std::string& id) {
    std::uint32_t number = 0;
    std::from_chars(id.data() + 1, id.data() + id.size(), number);  // "r17"
    return number;
  }

  std::shared_ptr<const rules::RuleSet> rules_;
  std::vector<std::uint32_t> numbers_;  // by position in the set
  rules::Scratch scratch_;
  rules::Matches matches_;
  std::vector<std::uint32_t> found_;
};

double heap() {
  const struct mallinfo2 now = mallinfo2();
  return static_cast<double>(now.uordblks + now.hblkhd) / kMega;
}

/// "VmRSS:" or "VmHWM:" of /proc/self/status, in MB.
double resident(const std::string& row) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kibibytes = 0;
    if (word == row && status >> kibibytes) return kibibytes * 1024 / kMega;
  }
  return 0;
}

void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

}  // namespace

Ours make_ours(const std::filesystem::path& pack, const rules::WordFrequency& frequency) {
  OurCost cost;
  malloc_trim(0);
  const double heap_before = heap();
  const double resident_before = resident("VmRSS:");

  const ThreadTime loading;
  auto packs = config::load_packs({pack});
  cost.load = loading.seconds();
  if (!packs) throw std::runtime_error(config::to_string(packs.error().front()));
  malloc_trim(0);  // the tree of the YAML is gone; its memory shall not be counted as the compiler's

  forget_peak();
  const ThreadTime compiling;
  auto rules = rules::compile(std::move(*packs), rules::OwnTests::refuse_failing, frequency);
  cost.compile = compiling.seconds();
  cost.peak_resident = resident("VmHWM:") - resident_before;
  if (!rules) throw std::runtime_error(config::to_string(config::locate(rules.error()).front()));

  packs->clear();
  packs->shrink_to_fit();
  malloc_trim(0);
  cost.held = heap() - heap_before;
  cost.resident_growth = resident("VmRSS:") - resident_before;
  return {.engine = std::make_unique<TenbellsEngine>(std::move(*rules)), .cost = cost};
}

}  // namespace tb::bench
