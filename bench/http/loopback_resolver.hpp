// LoopbackResolver: every name is this machine, so that a thousand origins need one server and no DNS.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "tenbells/http/resolver.hpp"

namespace tb::bench {

class LoopbackResolver final : public http::Resolver {
 public:
  http::asio::awaitable<Result<std::vector<http::asio::ip::address>>> resolve(
      std::string /*host*/, std::chrono::milliseconds /*limit*/) override {
    std::vector<http::asio::ip::address> addresses{http::asio::ip::address_v4::loopback()};
    co_return addresses;
  }
};

}  // namespace tb::bench
