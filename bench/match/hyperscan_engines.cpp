// Hyperscan as the whole matcher, and as a bare scan for literals: the fastest that a scan byte by byte can be.
#include "booleans.hpp"
#include "engine.hpp"
#include "hyperscan.hpp"

namespace tb::bench {
namespace {

class HyperscanRegex final : public Engine {
 public:
  explicit HyperscanRegex(const RuleSheet& sheet)
      : booleans_(sheet), leaves_(Hyperscan::Kind::regex, patterns(sheet.leaves)) {}

  const std::vector<std::uint32_t>& hits(const Item& item) override {
    for (const std::uint32_t leaf : leaves_.scan(item.body)) booleans_.is_true(leaf);
    return booleans_.rules();
  }

 private:
  static std::vector<Hyperscan::Pattern> patterns(const std::vector<Leaf>& leaves) {
    std::vector<Hyperscan::Pattern> made;
    for (const Leaf& leaf : leaves) {
      const unsigned letters = leaf.kind == Leaf::Kind::regex ? 0 : HS_FLAG_CASELESS;
      made.push_back({.text = leaf.regex, .flags = letters | HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH});
    }
    return made;
  }

  Booleans booleans_;
  Hyperscan leaves_;
};

class HyperscanLiterals final : public Engine {
 public:
  explicit HyperscanLiterals(const RuleSheet& sheet) : names_(Hyperscan::Kind::literal, patterns(sheet.leaves)) {}

  const std::vector<std::uint32_t>& hits(const Item& item) override { return names_.scan(item.body); }

 private:
  static std::vector<Hyperscan::Pattern> patterns(const std::vector<Leaf>& leaves) {
    std::vector<Hyperscan::Pattern> made;
    for (const Leaf& leaf : leaves) {
      if (leaf.kind != Leaf::Kind::literal) continue;
      for (const std::string& name : leaf.words)
        made.push_back({.text = name, .flags = HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH});
    }
    return made;
  }

  Hyperscan names_;
};

}  // namespace

std::unique_ptr<Engine> make_hyperscan_regex(const RuleSheet& sheet) {
  return std::make_unique<HyperscanRegex>(sheet);
}

std::unique_ptr<Engine> make_hyperscan_literals(const RuleSheet& sheet) {
  return std::make_unique<HyperscanLiterals>(sheet);
}

}  // namespace tb::bench
