// BlackHole: an address on loopback that takes a connection's first packet and never answers it. Its backlog is full:
// Linux then drops what comes.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <vector>

namespace tb::fakes {

class BlackHole final {
 public:
  BlackHole(const std::string& address, std::uint16_t port) : acceptor_(context_, boost::asio::ip::tcp::v4()) {
    acceptor_.set_option(boost::asio::ip::tcp::acceptor::reuse_address(true));
    acceptor_.bind({boost::asio::ip::make_address(address), port});
    acceptor_.listen(0);
    // One or two fit in; the others wait in front of it until the hole is gone. Not by Asio, which would wait as well.
    const boost::asio::ip::tcp::endpoint endpoint = acceptor_.local_endpoint();
    for (int i = 0; i < 4; ++i) {
      fillers_.emplace_back(context_, boost::asio::ip::tcp::v4());
      fillers_.back().native_non_blocking(true);
      ::connect(fillers_.back().native_handle(), endpoint.data(), static_cast<socklen_t>(endpoint.size()));
    }
  }
  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  boost::asio::io_context context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::vector<boost::asio::ip::tcp::socket> fillers_;
};

}  // namespace tb::fakes
