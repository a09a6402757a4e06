// The system's resolver: answers, failures, and a wait that can be given up.
#include "tenbells/http/resolver.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/run_until_done.hpp"

namespace tb::http {
namespace {

using namespace std::chrono_literals;

TEST(SystemResolver, KnowsThisMachine) {
  asio::io_context context;
  SystemResolver resolver(1);
  const auto addresses = fakes::run_until_done(context, resolver.resolve("localhost", 10s));
  ASSERT_TRUE(addresses) << to_string(addresses.error());
  EXPECT_TRUE(addresses->front().is_loopback());
}

TEST(SystemResolver, ANameThatDoesNotExistIsUnavailableAndNamed) {
  asio::io_context context;
  SystemResolver resolver(1);
  const auto addresses = fakes::run_until_done(context, resolver.resolve("no such name", 10s));
  ASSERT_FALSE(addresses);
  EXPECT_EQ(addresses.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(to_string(addresses.error()), testing::HasSubstr("no such name"));
}

// No thread is free to ask: the wait ends all the same, and the resolver may go before its thread does.
TEST(SystemResolver, GivesUpInTime) {
  asio::io_context context;
  SystemResolver resolver(1);
  const auto addresses = fakes::run_until_done(context, resolver.resolve("localhost", 0ms));
  if (!addresses) {
    EXPECT_EQ(addresses.error().kind, ErrorKind::timeout);
  }
}

}  // namespace
}  // namespace tb::http
