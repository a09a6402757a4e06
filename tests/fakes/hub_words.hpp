// What a hub of WebSub reads and signs: the texts of subscription requests, and the signatures of deliveries.
#pragma once

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <string>
#include <string_view>

#include "source/websub_protocol.hpp"

namespace tb::fakes {

/// What was posted to a hub, as the hub reads it.
struct Posted {
  std::string callback;
  std::string token;  ///< the callback's last segment
  std::string secret;
  std::string topic;
  std::string mode;
};

inline std::string percent_decoded(std::string_view value) {
  return source::hub_query("hub.topic=" + std::string(value)).topic;
}

/// @param form  the body of the request
inline Posted posted_form(const std::string& form) {
  const auto field = [&](const std::string& name) {
    const std::size_t at = form.find(name + "=") + name.size() + 1;
    return percent_decoded(form.substr(at, form.find('&', at) - at));
  };
  return {.callback = field("hub.callback"),
          .token = std::string(source::last_segment(field("hub.callback"))),
          .secret = field("hub.secret"),
          .topic = field("hub.topic"),
          .mode = field("hub.mode")};
}

/// X-Hub-Signature of a delivery.
inline std::string sha256_of(const std::string& body, const std::string& secret) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned int size = 0;
  ::HMAC(::EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(body.data()), body.size(), code.data(), &size);
  return "sha256=" + source::hexadecimal({reinterpret_cast<const char*>(code.data()), size});
}

}  // namespace tb::fakes
