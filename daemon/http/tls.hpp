// Tls: who is trusted and how TLS is spoken, once for all connections of a client.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "tenbells/core/result.hpp"
#include "tenbells/http/options.hpp"

namespace tb::http {

struct FreeSsl {
  void operator()(SSL* ssl) const { ::SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { ::SSL_CTX_free(context); }
  void operator()(SSL_SESSION* session) const { ::SSL_SESSION_free(session); }
};
using SslPtr = std::unique_ptr<SSL, FreeSsl>;
using SslSessionPtr = std::unique_ptr<SSL_SESSION, FreeSsl>;

/// Where a server's latest session (RFC 8446 §2.2) is kept for the next connection to it.
struct SessionSlot {
  SslSessionPtr session;
};

/// TLS 1.2 or later, certificates verified. Threads: lives on one executor.
class Tls final {
 public:
  /// Errors: invalid_input, if the roots cannot be read.
  [[nodiscard]] static Result<Tls> make(const Options& options);

  /// A client's side over a connected, non-blocking socket, ready to shake hands.
  /// @param host      the name or address that the certificate must carry
  /// @param socket    outlives the result
  /// @param sessions  what was kept is offered to the server, what it grants is put there
  [[nodiscard]] SslPtr start(const std::string& host, int socket, std::shared_ptr<SessionSlot> sessions) const;

 private:
  explicit Tls(std::unique_ptr<SSL_CTX, FreeSsl> context) : context_(std::move(context)) {}
  std::unique_ptr<SSL_CTX, FreeSsl> context_;
};

/// Why a handshake came to nothing, in words; taken off OpenSSL's queue of errors.
struct TlsTrouble {
  bool refused = false;  ///< what the server showed is not trusted or not safe, as opposed to broken
  std::string why;
  std::string advice;
};
[[nodiscard]] TlsTrouble tls_trouble(const SSL* ssl);

}  // namespace tb::http
