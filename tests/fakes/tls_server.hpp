// TlsServer: a server on loopback with a certificate of its own making, for the host name a test wants.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace tb::fakes {

/// Who a TlsServer says it is, and how it speaks.
struct TlsIdentity {
  std::string names = "DNS:localhost";  ///< as OpenSSL writes subjectAltName; it signs itself
  long valid_from = -3600;              ///< seconds from now
  long valid_until = 3600;
  int newest = TLS1_3_VERSION;
  bool says_goodbye = true;  ///< close_notify before it closes
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any that is free
};

class TlsServer final {
 public:
  /// @param host  the name in the certificate
  TlsServer(const std::string& host, std::string answer)
      : TlsServer(TlsIdentity{.names = "DNS:" + host}, std::move(answer)) {}

  TlsServer(const TlsIdentity& identity, std::string answer)
      : answer_(std::move(answer)),
        says_goodbye_(identity.says_goodbye),
        acceptor_(context_, {boost::asio::ip::make_address(identity.address), identity.port}) {
    make_certificate(identity);
    SSL_CTX_set_security_level(tls_.native_handle(), identity.newest < TLS1_2_VERSION ? 0 : 2);
    SSL_CTX_set_min_proto_version(tls_.native_handle(), 0);
    SSL_CTX_set_max_proto_version(tls_.native_handle(), identity.newest);
    tls_.use_certificate_chain(boost::asio::buffer(certificate_));
    tls_.use_private_key(boost::asio::buffer(key_), boost::asio::ssl::context::pem);
    thread_ = std::thread([this] { serve(); });
  }
  ~TlsServer() {
    stopping_ = true;
    boost::system::error_code ignored;
    boost::asio::ip::tcp::socket wake(context_);
    wake.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  [[nodiscard]] std::string url(const std::string& host) const {
    return "https://" + host + ":" + std::to_string(acceptor_.local_endpoint().port()) + "/";
  }
  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  /// Handshakes that took up an older session, and the server name that the last one asked for.
  [[nodiscard]] int resumed() const { return resumed_.load(); }
  [[nodiscard]] std::string asked_name() const {
    const std::lock_guard lock(mutex_);
    return asked_name_;
  }
  /// PEM: what a client must trust.
  [[nodiscard]] const std::string& certificate() const { return certificate_; }

 private:
  static std::string drained(BIO* memory) {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    std::string text(bytes, static_cast<std::size_t>(size));
    BIO_free(memory);
    return text;
  }

  void make_certificate(const TlsIdentity& identity) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), identity.valid_from);
    X509_gmtime_adj(X509_getm_notAfter(certificate), identity.valid_until);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, identity.names.c_str());
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate, key, EVP_sha256());
    BIO* memory = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(memory, certificate);
    certificate_ = drained(memory);
    memory = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr);
    key_ = drained(memory);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }

  void serve() {
    for (;;) {
      boost::system::error_code error;
      boost::asio::ssl::stream<boost::asio::ip::tcp::socket> stream(context_, tls_);
      acceptor_.accept(stream.next_layer(), error);
      if (stopping_ || error) return;
      stream.handshake(boost::asio::ssl::stream_base::server, error);
      if (error) continue;
      if (SSL_session_reused(stream.native_handle()) != 0) ++resumed_;
      {
        const char* name = SSL_get_servername(stream.native_handle(), TLSEXT_NAMETYPE_host_name);
        const std::lock_guard lock(mutex_);
        asked_name_ = name == nullptr ? "" : name;
      }
      char request[4096];
      stream.read_some(boost::asio::buffer(request), error);
      boost::asio::write(stream, boost::asio::buffer(answer_), error);
      if (says_goodbye_) stream.shutdown(error);
    }
  }

  std::string answer_;
  bool says_goodbye_;
  std::string certificate_;
  std::string key_;
  boost::asio::io_context context_;
  boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_server};
  boost::asio::ip::tcp::acceptor acceptor_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> resumed_ = 0;
  mutable std::mutex mutex_;  // guards the name
  std::string asked_name_;
  std::thread thread_;
};

}  // namespace tb::fakes
