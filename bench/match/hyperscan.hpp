// Hyperscan's handles with an owner, and a scan that tells which patterns were found.
#pragma once

#include <hs.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace tb::bench {

struct FreeHyperscan {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};

/// A compiled database and its scratch. Threads: for one at a time.
class Hyperscan {
 public:
  struct Pattern {
    std::string_view text;  ///< only read by the constructor
    unsigned flags = 0;
  };
  enum class Kind : std::uint8_t { regex, literal };

  /// Throws std::runtime_error with Hyperscan's words if a pattern is refused.
  Hyperscan(Kind kind, const std::vector<Pattern>& patterns);

  /// The numbers of the patterns that end somewhere in the text, in the order of their ends, until the next call.
  const std::vector<std::uint32_t>& scan(std::string_view text);

 private:
  std::unique_ptr<hs_database_t, FreeHyperscan> database_;
  std::unique_ptr<hs_scratch_t, FreeHyperscan> scratch_;
  std::vector<std::uint32_t> found_;
};

}  // namespace tb::bench
