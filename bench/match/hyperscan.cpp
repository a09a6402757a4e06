// Wraps the C interface: arrays beside one another for compiling, a callback for scanning.
#include "hyperscan.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

namespace tb::bench {
namespace {

int note(unsigned pattern, unsigned long long, unsigned long long, unsigned, void* found) {
  static_cast<std::vector<std::uint32_t>*>(found)->push_back(pattern);
  return 0;
}

}  // namespace

Hyperscan::Hyperscan(Kind kind, const std::vector<Pattern>& patterns) {
  std::vector<std::string> texts;  // with a zero at the end, which the regex compiler wants
  for (const Pattern& pattern : patterns) texts.emplace_back(pattern.text);
  std::vector<const char*> pointers;
  std::vector<unsigned> flags;
  std::vector<unsigned> numbers;
  std::vector<std::size_t> lengths;
  for (std::size_t index = 0; index < texts.size(); ++index) {
    pointers.push_back(texts[index].c_str());
    flags.push_back(patterns[index].flags);
    numbers.push_back(static_cast<unsigned>(index));
    lengths.push_back(texts[index].size());
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const auto count = static_cast<unsigned>(texts.size());
  if (kind == Kind::regex) {
    hs_compile_multi(pointers.data(), flags.data(), numbers.data(), count, HS_MODE_BLOCK, nullptr, &database, &error);
  } else {
    hs_compile_lit_multi(pointers.data(), flags.data(), numbers.data(), lengths.data(), count, HS_MODE_BLOCK, nullptr,
                         &database, &error);
  }
  database_.reset(database);
  if (error != nullptr) {
    const std::string why = fmt::format("Hyperscan refuses {}: {}",
                                        error->expression < 0 ? "the whole" : texts[error->expression], error->message);
    hs_free_compile_error(error);
    throw std::runtime_error(why);
  }
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) throw std::runtime_error("Hyperscan: no scratch");
  scratch_.reset(scratch);
}

const std::vector<std::uint32_t>& Hyperscan::scan(std::string_view text) {
  found_.clear();
  const hs_error_t outcome =
      hs_scan(database_.get(), text.data(), static_cast<unsigned>(text.size()), 0, scratch_.get(), note, &found_);
  if (outcome != HS_SUCCESS) throw std::runtime_error(fmt::format("hs_scan failed with {}", outcome));
  return found_;
}

}  // namespace tb::bench
