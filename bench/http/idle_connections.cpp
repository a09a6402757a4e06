// A first hundred connections are not counted: what is held once (roots, buffers of exchanges under way) is there then.
#include "idle_connections.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "loopback_resolver.hpp"
#include "run_group.hpp"
#include "tenbells/async/cpu_pool.hpp"
#include "tenbells/async/task_group.hpp"
#include "tenbells/http/client.hpp"

namespace tb::bench {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kUncounted = 100;
constexpr std::size_t kAtOnce = 32;

struct Held {
  std::size_t sockets = 0;
  std::uint64_t resident = 0;
  std::uint64_t heap = 0;
};

std::size_t open_sockets() {
  std::size_t sockets = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;  // the descriptor of this very listing
    sockets += std::filesystem::read_symlink(entry, gone).string().starts_with("socket:") ? 1 : 0;
  }
  return sockets;
}

Held held_now() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  statm >> total >> resident;
  const struct mallinfo2 heap = mallinfo2();
  return {.sockets = open_sockets(),
          .resident = resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)),
          .heap = heap.uordblks + heap.hblkhd};
}

/// The origins that are still to be connected to, taken one after the other.
struct Origins {
  std::size_t next = 0;
  std::size_t end = 0;
  std::string wrong;
};

// All parameters outlive the group that this runs in.
asio::awaitable<void> connect_to_each(http::Client& client, const Idle& idle, Origins& origins) {
  while (origins.next < origins.end) {
    http::Request request;
    request.url = fmt::format(fmt::runtime(idle.url), origins.next++);
    request.allow_private = true;
    const Result<http::Response> response = co_await client.fetch(std::move(request));
    if (!response) origins.wrong = to_string(response.error());
  }
}

void connect_until(std::size_t end, asio::io_context& context, http::Client& client, const Idle& idle,
                   Origins& origins) {
  origins.end = end;
  async::TaskGroup tasks(context.get_executor());
  for (std::size_t i = 0; i < kAtOnce; ++i) tasks.spawn("connect", connect_to_each(client, idle, origins));
  run_until_empty(context, tasks);
}

}  // namespace

IdleCost open_and_leave(const Idle& idle) {
  asio::io_context context(1);
  async::CpuPool pool(1);
  LoopbackResolver resolver;
  http::Options options;
  options.ca_file = idle.ca_file;
  const auto client = http::Client::make(options, resolver, pool);
  if (!client) throw std::runtime_error(to_string(client.error()));
  Origins origins;
  connect_until(kUncounted, context, **client, idle, origins);
  const Held before = held_now();
  connect_until(kUncounted + idle.connections, context, **client, idle, origins);
  const Held after = held_now();
  return {.connections = after.sockets - std::min(before.sockets, after.sockets),
          .resident = after.resident - std::min(before.resident, after.resident),
          .heap = after.heap - std::min(before.heap, after.heap),
          .wrong = origins.wrong};
}

}  // namespace tb::bench
