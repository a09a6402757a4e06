// What the http module lets a user decide: how it presents itself and how long and how much it may take.
#pragma once

#include <chrono>
#include <string>

#include "tenbells/core/bytes.hpp"

namespace tb::http {

/// Bounds on one exchange. A server that exceeds one gets its connection closed and the caller an error.
struct Limits {
  Bytes body = 15_MiB;      ///< as transferred
  Bytes inflated = 30_MiB;  ///< after gzip or deflate
  Bytes headers = 64_KiB;
  int redirects = 5;
  std::chrono::milliseconds resolve{5'000};
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds handshake{10'000};
  std::chrono::milliseconds first_byte{20'000};
  std::chrono::milliseconds total{60'000};  ///< everything, redirects included

  friend bool operator==(const Limits&, const Limits&) = default;
};

struct Options {
  std::string contact;  ///< URL or address in the User-Agent, for the publisher who wants to talk to us; may be empty
  std::string ca_file;  ///< PEM file of trusted roots; empty: the system's
  Limits limits;

  friend bool operator==(const Options&, const Options&) = default;
};

}  // namespace tb::http
