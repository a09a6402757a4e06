// What the service manager is told, heard on a socket of the test's own.
#include "app/service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "fakes/temporary_folder.hpp"

namespace tb::app {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class ServiceTest : public testing::Test {
 protected:
  ServiceTest() {
    const std::string path = (folder_.path() / "notify").string();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~ServiceTest() override {
    ::close(socket_);
    ::unsetenv("NOTIFY_SOCKET");
    ::unsetenv("WATCHDOG_USEC");
  }

  std::string heard() {
    std::array<char, 4096> text{};
    const ssize_t size = ::recv(socket_, text.data(), text.size(), MSG_DONTWAIT);
    return {text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
  }

  fakes::TemporaryFolder folder_;
  int socket_ = -1;
};

TEST_F(ServiceTest, ReadinessComesWithAStatus) {
  notify_ready("3 sources");
  EXPECT_EQ(heard(), "READY=1\nSTATUS=3 sources");
}

TEST_F(ServiceTest, ReloadingComesWithItsTime) {
  notify_reloading();
  EXPECT_THAT(heard(), StartsWith("RELOADING=1\nMONOTONIC_USEC="));
}

TEST_F(ServiceTest, StoppingStatusAndLife) {
  notify_stopping();
  EXPECT_EQ(heard(), "STOPPING=1");
  notify_status("x");
  EXPECT_EQ(heard(), "STATUS=x");
  notify_alive();
  EXPECT_EQ(heard(), "WATCHDOG=1");
}

TEST_F(ServiceTest, TheWatchdogsIntervalIsTheManagers) {
  EXPECT_EQ(watchdog_interval(), std::nullopt);
  ::setenv("WATCHDOG_USEC", "3000000", 1);
  EXPECT_EQ(watchdog_interval(), std::chrono::seconds{3});
}

}  // namespace
}  // namespace tb::app
