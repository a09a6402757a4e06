// OpenSSL directly on the socket, without Asio's stream: that one holds two buffers of 17 kB for each connection, and
// with them OpenSSL's own an idle one costs 104 kB. Here OpenSSL gives its buffers back while nothing is under way
// (SSL_MODE_RELEASE_BUFFERS).
#include "tls.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <boost/asio/ip/address.hpp>
#include <cerrno>
#include <cstdint>

namespace tb::http {
namespace {

// OpenSSL's own socket BIO writes without MSG_NOSIGNAL: a server that hangs up would end the process by SIGPIPE.
int write_socket(BIO* bio, const char* bytes, int size) {
  const auto socket = static_cast<int>(reinterpret_cast<std::intptr_t>(::BIO_get_data(bio)));
  ::BIO_clear_retry_flags(bio);
  const auto written = ::send(socket, bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL);
  if (written < 0 && (errno == EAGAIN || errno == EINTR)) ::BIO_set_retry_write(bio);
  return static_cast<int>(written);
}

int read_socket(BIO* bio, char* into, int size) {
  const auto socket = static_cast<int>(reinterpret_cast<std::intptr_t>(::BIO_get_data(bio)));
  ::BIO_clear_retry_flags(bio);
  const auto received = ::recv(socket, into, static_cast<std::size_t>(size), 0);
  if (received < 0 && (errno == EAGAIN || errno == EINTR)) ::BIO_set_retry_read(bio);
  if (received == 0) ::BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  return static_cast<int>(received);
}

long control(BIO* bio, int command, long, void*) {
  if (command == BIO_CTRL_EOF) return ::BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

const BIO_METHOD* socket_method() {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* made = ::BIO_meth_new(::BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket without signals");
    ::BIO_meth_set_write(made, write_socket);
    ::BIO_meth_set_read(made, read_socket);
    ::BIO_meth_set_ctrl(made, control);
    return made;
  }();
  return method;
}

BIO* bio_on(int socket) {
  BIO* bio = ::BIO_new(socket_method());
  ::BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(socket)));
  ::BIO_set_init(bio, 1);
  return bio;
}

// The slot belongs to the SSL: it must be there for a ticket that comes with the last byte.
int slot_index() {
  static const int index =
      ::SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, [](void*, void* slot, CRYPTO_EX_DATA*, int, long, void*) {
        delete static_cast<std::shared_ptr<SessionSlot>*>(slot);
      });
  return index;
}

int keep_session(SSL* ssl, SSL_SESSION* session) {
  auto* slot = static_cast<std::shared_ptr<SessionSlot>*>(::SSL_get_ex_data(ssl, slot_index()));
  if (slot == nullptr) return 0;
  (*slot)->session.reset(session);
  return 1;  // it is ours now
}

void offer_session(SSL* ssl, SessionSlot& slot) {
  if (!slot.session || ::SSL_SESSION_is_resumable(slot.session.get()) == 0) return;
  ::SSL_set_session(ssl, slot.session.get());
  // A ticket of TLS 1.3 is good for one connection, so that nobody can follow us by it (RFC 8446 appendix C.4).
  if (::SSL_SESSION_get_protocol_version(slot.session.get()) == TLS1_3_VERSION) slot.session.reset();
}

TlsTrouble untrusted(long verdict) {
  TlsTrouble trouble{.refused = true, .why = "its certificate is not trusted: ", .advice = {}};
  switch (verdict) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      trouble.why += "it has expired";
      break;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      trouble.why += "it is not valid yet";
      trouble.advice = "Check this machine's clock.";
      break;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      trouble.why += "it is for another host";
      break;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      trouble.why += "it is self-signed";
      trouble.advice = "If the server is your own, name its CA in http.ca_file.";
      break;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      trouble.why += "it is signed by nobody we trust";
      trouble.advice = "If the server is your own, name its CA in http.ca_file.";
      break;
    default:
      trouble.why += ::X509_verify_cert_error_string(verdict);
  }
  return trouble;
}

}  // namespace

Result<Tls> Tls::make(const Options& options) {
  std::unique_ptr<SSL_CTX, FreeSsl> context(::SSL_CTX_new(::TLS_client_method()));
  ::ERR_clear_error();
  const int loaded = options.ca_file.empty() ? ::SSL_CTX_set_default_verify_paths(context.get())
                                             : ::SSL_CTX_load_verify_file(context.get(), options.ca_file.c_str());
  if (loaded != 1) {
    const char* reason = ::ERR_reason_error_string(::ERR_peek_last_error());
    Error error{.kind = ErrorKind::invalid_input,
                .doing = "load trusted certificates",
                .to = options.ca_file,
                .why = reason != nullptr ? reason : "there is none in it",
                .advice = "http.ca_file must be a readable PEM file."};
    ::ERR_clear_error();
    return fail(std::move(error));
  }
  ::SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  ::SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  ::SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  ::SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  ::SSL_CTX_sess_set_new_cb(context.get(), keep_session);
  return Tls(std::move(context));
}

SslPtr Tls::start(const std::string& host, int socket, std::shared_ptr<SessionSlot> sessions) const {
  SslPtr ssl(::SSL_new(context_.get()));
  BIO* bio = bio_on(socket);
  ::SSL_set_bio(ssl.get(), bio, bio);
  ::SSL_set_connect_state(ssl.get());
  boost::system::error_code not_literal;
  boost::asio::ip::make_address(host, not_literal);
  if (!not_literal) {
    ::X509_VERIFY_PARAM_set1_ip_asc(::SSL_get0_param(ssl.get()), host.c_str());
  } else {
    ::SSL_set_tlsext_host_name(ssl.get(), host.c_str());  // never for an address (RFC 6066 §3)
    ::SSL_set_hostflags(ssl.get(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    ::SSL_set1_host(ssl.get(), host.c_str());
  }
  offer_session(ssl.get(), *sessions);
  ::SSL_set_ex_data(ssl.get(), slot_index(), new std::shared_ptr<SessionSlot>(std::move(sessions)));
  return ssl;
}

TlsTrouble tls_trouble(const SSL* ssl) {
  const unsigned long code = ::ERR_peek_last_error();
  const int reason = ERR_GET_REASON(code);
  const char* words = ::ERR_reason_error_string(code);
  ::ERR_clear_error();
  if (const long verdict = ::SSL_get_verify_result(ssl); verdict != X509_V_OK) return untrusted(verdict);
  switch (reason) {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
      return {.refused = true, .why = "it speaks no TLS as new as 1.2", .advice = {}};
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
      return {.refused = false, .why = "it does not speak TLS", .advice = "Is it an http:// address?"};
    case SSL_R_DH_KEY_TOO_SMALL:
    case SSL_R_EE_KEY_TOO_SMALL:
      return {.refused = true, .why = "its key is too short to be safe", .advice = {}};
    case SSL_R_UNEXPECTED_EOF_WHILE_READING:
      return {.refused = false, .why = "it closed the connection", .advice = {}};
    default:
      return {.refused = false, .why = words != nullptr ? words : "it closed the connection", .advice = {}};
  }
}

}  // namespace tb::http
