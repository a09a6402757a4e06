// What the newsstand answers: a pure function of the source's number, of how often it was asked and of what was sent.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tb::bench {

/// How a source behaves, always: of every hundred sources…
enum class Kind : std::uint8_t {
  steady,    ///< 85: a feed that stays the same, 304
  growing,   ///< 5: a new item at each poll, 200 with another ETag
  bare,      ///< 5: the same each time, 200 without validators
  slow,      ///< 2: as steady, after two seconds
  failing,   ///< 1: 500
  dropping,  ///< 1: closes the connection instead of an answer
  hung,      ///< 1: never answers; steady if there shall be none
};

[[nodiscard]] std::string_view to_string(Kind kind);
[[nodiscard]] Kind kind_of(std::size_t source, bool with_hung);

struct Asked {
  std::size_t source = 0;
  std::string if_none_match;
  bool takes_gzip = false;
};

/// The head of a request, up to and with the empty line. A source that cannot be told is `sources`.
[[nodiscard]] Asked read_request(std::string_view head, std::size_t sources);

struct Answer {
  enum class End : std::uint8_t { keep_open, close, hang };
  std::string bytes;
  std::chrono::milliseconds delay{0};
  unsigned status = 0;  ///< 0: none is sent
  End end = End::keep_open;
};

/// @param polls  how often the source was asked before
[[nodiscard]] Answer answer(Kind kind, const Asked& asked, std::size_t polls);

}  // namespace tb::bench
