// FakeResolver: a DNS that knows one answer for every name, and counts the questions.
#pragma once

#include <string>
#include <vector>

#include "tenbells/http/resolver.hpp"

namespace tb::fakes {

class FakeResolver final : public http::Resolver {
 public:
  explicit FakeResolver(const std::vector<std::string>& answers) {
    for (const std::string& answer : answers) addresses_.push_back(boost::asio::ip::make_address(answer));
  }
  boost::asio::awaitable<Result<std::vector<boost::asio::ip::address>>> resolve(std::string,
                                                                                std::chrono::milliseconds) override {
    ++asked_;
    co_return addresses_;
  }
  [[nodiscard]] int asked() const { return asked_; }

 private:
  std::vector<boost::asio::ip::address> addresses_;
  int asked_ = 0;
};

}  // namespace tb::fakes
