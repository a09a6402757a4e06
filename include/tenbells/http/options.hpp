// What the http module lets a user decide: how it presents itself and how long and how much it may take.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "tenbells/core/bytes.hpp"

namespace tb::http {

/// Bounds on one exchange. A server that exceeds one gets its connection closed and the caller an error.
struct Limits {
  Bytes body = 15_MiB;           ///< as transferred
  Bytes inflated = 30_MiB;       ///< after the content-codings are undone
  double inflation_ratio = 100;  ///< inflated to transferred, once more than 1 MiB has come out
  Bytes headers = 64_KiB;        ///< status line and all fields together
  std::size_t header_fields = 100;
  int redirects = 5;
  std::chrono::milliseconds resolve{5'000};
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds handshake{10'000};
  std::chrono::milliseconds first_byte{20'000};
  std::chrono::milliseconds total{60'000};        ///< everything, redirects included
  Bytes least_rate = 1_KiB;                       ///< bytes a second below which a transfer is given up…
  std::chrono::milliseconds rate_window{30'000};  ///< …when it has been so slow for that long
  std::chrono::milliseconds idle{90'000};         ///< how long an unused connection is kept open
  std::size_t idle_connections = 16'384;          ///< at most that many are kept; the longest unused goes first

  friend bool operator==(const Limits&, const Limits&) = default;
};

struct Options {
  std::string contact;  ///< URL or address in the User-Agent, for the publisher who wants to talk to us; may be empty
  std::string ca_file;  ///< PEM file of trusted roots; empty: the system's
  std::string proxy;    ///< "http://host:port" that every request goes through; empty: none
  Limits limits;

  friend bool operator==(const Options&, const Options&) = default;
};

}  // namespace tb::http
