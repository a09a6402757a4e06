// ServerParser: an HTTP/1.1 request out of bytes as they come, within limits: behind it lives Beast, as behind
// AnswerParser.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tenbells/http/server.hpp"

namespace tb::http {

class ServerParser final {
 public:
  explicit ServerParser(const ServerLimits& limits);
  ~ServerParser();
  ServerParser(const ServerParser&) = delete;
  ServerParser& operator=(const ServerParser&) = delete;

  /// Takes what was received. The status to refuse the request with, after which nothing more is taken; nothing if it
  /// is in order so far.
  [[nodiscard]] std::optional<unsigned> take(std::string_view bytes);

  [[nodiscard]] bool has_begun() const { return begun_; }
  [[nodiscard]] bool is_done() const;

  /// Whether the caller waits for "100 Continue" before it sends its body (RFC 9110 §10.1.1). True once.
  [[nodiscard]] bool asks_to_continue();

  /// Bytes of the body so far.
  [[nodiscard]] std::size_t body_size() const;

  /// Whether another request may follow on the connection. Of what came behind the end of this one nothing is kept:
  /// who sends ahead (no hub does) is answered once.
  [[nodiscard]] bool keeps_connection() const;

  /// Once, when done. `peer` is the caller's.
  [[nodiscard]] IncomingRequest release();

 private:
  class Parser;
  ServerLimits limits_;
  std::unique_ptr<Parser> parser_;
  std::string pending_;  // received and not yet consumed: the rest of a line that is not whole
  bool begun_ = false;
  bool leftover_ = false;
  bool continued_ = false;
};

}  // namespace tb::http
