// Which addresses are special, in every disguise.
#include "tenbells/http/address_policy.hpp"

#include <gtest/gtest.h>

namespace tb::http {
namespace {

struct Case {
  const char* name;
  const char* address;
  std::string_view want;  // empty: an ordinary public address
};

class SpecialPurpose : public testing::TestWithParam<Case> {};

TEST_P(SpecialPurpose, Is) {
  const auto purpose = special_purpose(boost::asio::ip::make_address(GetParam().address));
  EXPECT_EQ(purpose.value_or(std::string_view()), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, SpecialPurpose,
    testing::Values(
        Case{"Public4", "93.184.216.34", ""}, Case{"Public6", "2606:2800:220:1::1", ""},
        Case{"Loopback", "127.0.0.1", "loopback"}, Case{"LoopbackEnd", "127.255.255.254", "loopback"},
        Case{"Loopback6", "::1", "loopback"}, Case{"Zero", "0.0.0.0", "unspecified"},
        Case{"Zero6", "::", "unspecified"}, Case{"Private10", "10.1.2.3", "private"},
        Case{"Private172First", "172.16.0.1", "private"}, Case{"Private172Last", "172.31.255.255", "private"},
        Case{"NotPrivate172", "172.32.0.1", ""}, Case{"Private192", "192.168.1.1", "private"},
        Case{"Shared", "100.64.0.1", "private"}, Case{"Metadata", "169.254.169.254", "link-local"},
        Case{"Multicast", "224.0.0.1", "multicast"}, Case{"Broadcast", "255.255.255.255", "reserved"},
        Case{"Benchmarking", "198.19.0.1", "benchmarking"}, Case{"Documentation", "203.0.113.9", "documentation"},
        Case{"UniqueLocal6", "fd00::1", "private"}, Case{"LinkLocal6", "fe80::1", "link-local"},
        Case{"Multicast6", "ff02::1", "multicast"}, Case{"Documentation6", "2001:db8::1", "documentation"},
        Case{"MappedLoopback", "::ffff:127.0.0.1", "loopback"}, Case{"MappedPublic", "::ffff:93.184.216.34", ""},
        Case{"Nat64Private", "64:ff9b::a01:203", "private"}, Case{"SixToFourLoopback", "2002:7f00:1::", "loopback"},
        Case{"TeredoPrivate", "2001:0:4136:e378:8000:63bf:f5fe:fdfc", "private"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tb::http
