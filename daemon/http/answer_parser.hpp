// AnswerParser: an HTTP/1.1 answer out of bytes as they come, within limits: the narrow waist behind which Beast lives.
#pragma once

#include <boost/system/error_code.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "tenbells/core/result.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/http/options.hpp"

namespace tb::http {

/// What a method lets an answer hold (RFC 9110 §9.3.2, §9.3.6).
enum class Expected : std::uint8_t { a_body, no_body };

/// The end of what a connection brings.
enum class Ending : std::uint8_t { closed, truncated };

class AnswerParser final {
 public:
  AnswerParser(const Limits& limits, Expected expected);
  ~AnswerParser();
  AnswerParser(const AnswerParser&) = delete;
  AnswerParser& operator=(const AnswerParser&) = delete;

  /// Takes what was received. `doing` and `to` of an error are the caller's.
  /// Errors: corrupt (not HTTP, ambiguous framing), limit_exceeded.
  [[nodiscard]] Result<void> take(std::string_view bytes);

  /// Nothing more comes.
  /// Errors: unavailable if nothing has come at all, corrupt in the middle of the answer.
  [[nodiscard]] Result<void> take(Ending ending);

  [[nodiscard]] bool has_header() const;
  [[nodiscard]] bool is_done() const;

  /// For how long the server lets the connection be kept (Keep-Alive: timeout=…, else `at_most`); nothing if it may not
  /// be used again: Connection: close, HTTP/1.0, an end that is the connection's, bytes behind the end.
  [[nodiscard]] std::optional<std::chrono::milliseconds> kept_for(std::chrono::milliseconds at_most) const;

  /// Once, when done: status, headers, body as transferred. `url` is the caller's.
  [[nodiscard]] Response release();

 private:
  class Parser;
  Limits limits_;
  Expected expected_;
  std::unique_ptr<Parser> parser_;
  std::string pending_;  // received and not yet consumed: the rest of a line that is not whole
  std::size_t consumed_ = 0;
  std::size_t interim_bytes_ = 0;
  int interim_ = 0;
  bool leftover_ = false;

  void begin();
  [[nodiscard]] Result<std::size_t> put(std::string_view bytes);
};

}  // namespace tb::http
