// The system's resolver: answers, failures, and a wait that can be given up.
#include "tenbells/http/resolver.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/run_until_done.hpp"

namespace tb::http {
namespace {

using namespace std::chrono_literals;

TEST(SystemResolver, LocalhostIsThisMachineWhateverTheSystemSays) {
  asio::io_context context;
  SystemResolver resolver(1);
  for (const char* name : {"localhost", "feeds.localhost"}) {
    const auto addresses = fakes::run_until_done(context, resolver.resolve(name, 10s));
    ASSERT_TRUE(addresses) << to_string(addresses.error());
    for (const auto& address : *addresses) EXPECT_TRUE(address.is_loopback());
  }
}

TEST(SystemResolver, AsksTheSystem) {
  asio::io_context context;
  SystemResolver resolver(1);
  const auto addresses = fakes::run_until_done(context, resolver.resolve("127.0.0.9", 10s));
  ASSERT_TRUE(addresses) << to_string(addresses.error());
  EXPECT_EQ(addresses->front().to_string(), "127.0.0.9");
}

TEST(SystemResolver, ANameThatDoesNotExistIsNotFoundAndNamed) {
  asio::io_context context;
  SystemResolver resolver(1);
  const auto addresses = fakes::run_until_done(context, resolver.resolve("no such name", 10s));
  ASSERT_FALSE(addresses);
  EXPECT_EQ(addresses.error().kind, ErrorKind::not_found);
  EXPECT_THAT(to_string(addresses.error()), testing::HasSubstr("no such name"));
}

// The wait ends before the answer can be there, and the resolver may go before its thread does.
TEST(SystemResolver, GivesUpInTime) {
  asio::io_context context;
  SystemResolver resolver(1);
  const auto addresses = fakes::run_until_done(context, resolver.resolve("herald.invalid", 0ms));
  EXPECT_FALSE(addresses);
}

}  // namespace
}  // namespace tb::http
