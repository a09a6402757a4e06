// FilteredRE2: tells which atoms a text must hold for each expression, and asks only those whose atoms are there. It
// leaves the search for the atoms to its caller: here Hyperscan, the fastest that Debian has.
#include <re2/filtered_re2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <stdexcept>

#include "booleans.hpp"
#include "engine.hpp"
#include "hyperscan.hpp"

namespace tb::bench {
namespace {

constexpr int kShortestAtom = 3;  // bytes; shorter ones are in every text

/// Atoms are in small letters, and so must the text be.
void lower(const std::string& text, std::string& lowered) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  lowered.clear();
  for (std::size_t at = 0; at < text.size();) {
    if (const auto byte = static_cast<unsigned char>(text[at]); byte < 0x80) {
      lowered.push_back(static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
      ++at;
      continue;
    }
    UChar32 character = 0;
    U8_NEXT(bytes, at, text.size(), character);
    std::uint8_t encoded[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(encoded, length, u_tolower(character));
    lowered.append(reinterpret_cast<const char*>(encoded), length);
  }
}

class FilteredRe2 final : public Engine {
 public:
  explicit FilteredRe2(const RuleSheet& sheet) : booleans_(sheet), filter_(kShortestAtom) {
    RE2::Options options;
    options.set_log_errors(false);
    for (const Leaf& leaf : sheet.leaves) {
      int number = 0;
      if (filter_.Add(re2_pattern(leaf), options, &number) != RE2::NoError)
        throw std::runtime_error("FilteredRE2 refuses " + leaf.regex);
    }
    std::vector<std::string> atoms;
    filter_.Compile(&atoms);
    std::vector<Hyperscan::Pattern> patterns;
    for (const std::string& atom : atoms) patterns.push_back({.text = atom, .flags = HS_FLAG_SINGLEMATCH});
    atoms_ = std::make_unique<Hyperscan>(Hyperscan::Kind::literal, patterns);
  }

  const std::vector<std::uint32_t>& hits(const Item& item) override {
    lower(item.body, lowered_);
    const std::vector<std::uint32_t>& atoms = atoms_->scan(lowered_);
    present_.assign(atoms.begin(), atoms.end());
    found_.clear();
    filter_.AllMatches(item.body, present_, &found_);
    for (const int leaf : found_) booleans_.is_true(static_cast<std::uint32_t>(leaf));
    return booleans_.rules();
  }

 private:
  Booleans booleans_;
  re2::FilteredRE2 filter_;
  std::unique_ptr<Hyperscan> atoms_;
  std::string lowered_;
  std::vector<int> present_;
  std::vector<int> found_;
};

}  // namespace

std::unique_ptr<Engine> make_filtered_re2(const RuleSheet& sheet) {
  return std::make_unique<FilteredRe2>(sheet);
}

}  // namespace tb::bench
