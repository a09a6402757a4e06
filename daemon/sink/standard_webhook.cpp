// Signed bytes are "{id}.{timestamp}.{body}", the key is the base64 behind whsec_.
#include "standard_webhook.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <optional>

namespace tb::sink {
namespace {

constexpr std::string_view kPrefix = "whsec_";

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size =
      ::EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && text[text.size() - 1 - padding] == '=') ++padding;
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

std::string to_base64(const unsigned char* bytes, std::size_t size) {
  std::string text(4 * ((size + 2) / 3) + 1, '\0');
  const int length = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::optional<std::string> key_of(const Secret& secret) {
  std::string_view text = secret.reveal();
  if (!text.starts_with(kPrefix)) return std::nullopt;
  return from_base64(text.substr(kPrefix.size()));
}

std::string signature(const std::string& key, const std::string& signed_bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  ::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(signed_bytes.data()), signed_bytes.size(), digest.data(), &size);
  return "v1," + to_base64(digest.data(), size);
}

}  // namespace

std::string webhook_body(const Alert& alert, std::string_view json) {
  std::string body = R"({"type":"tenbells.alert","timestamp":")" + to_rfc3339(alert.raised_at) + R"(","data":)";
  body += json;
  body += "}";
  return body;
}

std::vector<http::Header> webhook_headers(const std::string& alert_id, std::chrono::sys_seconds attempt,
                                          std::string_view body, const Secret& signing_secret) {
  const std::string timestamp = std::to_string(attempt.time_since_epoch().count());
  std::vector<http::Header> headers{{.name = "webhook-id", .value = alert_id},
                                    {.name = "webhook-timestamp", .value = timestamp}};
  if (const auto key = key_of(signing_secret)) {
    const std::string signed_bytes = alert_id + "." + timestamp + "." + std::string(body);
    headers.push_back({.name = "webhook-signature", .value = signature(*key, signed_bytes)});
  }
  return headers;
}

Result<void> check_signing_secret(const Secret& signing_secret) {
  if (signing_secret.empty()) return {};
  const auto key = key_of(signing_secret);
  if (key && key->size() >= 24 && key->size() <= 64) return {};
  return fail({.kind = ErrorKind::invalid_input,
               .doing = "read signing_secret",
               .to = signing_secret.shown(),
               .why = "it is not \"whsec_\" followed by the base64 of 24 to 64 bytes",
               .advice = "Make one: printf 'whsec_%s' \"$(openssl rand -base64 32)\"."});
}

}  // namespace tb::sink
