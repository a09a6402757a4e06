// One io_context on one thread, as the daemon has it; bodies over 16 kB are inflated on the pool, as there.
#include "tenbells_load.hpp"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <stdexcept>
#include <utility>

#include "loopback_resolver.hpp"
#include "run_group.hpp"
#include "tenbells/async/cpu_pool.hpp"
#include "tenbells/async/task_group.hpp"
#include "tenbells/http/client.hpp"
#include "verdict.hpp"

namespace tb::bench {
namespace {

namespace asio = boost::asio;

http::Request request_for(const Load& load) {
  http::Request request;
  request.url = load.url;
  request.headers.push_back({.name = "Accept", .value = kAccept});
  request.allow_private = true;
  if (!load.etag.empty()) {
    request.validators = http::Validators{.url = load.url, .etag = load.etag, .last_modified = {}};
  }
  return request;
}

// `client`, `load` and `meter` outlive the group that this runs in.
asio::awaitable<void> keep_asking(http::Client& client, const Load& load, Meter& meter) {
  while (meter.going()) {
    http::Request request = request_for(load);
    const Result<http::Response> response = co_await client.fetch(std::move(request));
    if (!response) {
      meter.count_wrong(to_string(response.error()));
      co_return;
    }
    const auto wrong = what_is_wrong(load, response->status, response->body.size());
    if (wrong) {
      meter.count_wrong(*wrong);
      co_return;
    }
    const bool tls = !load.ca_file.empty();
    meter.count(tls && response->header("X-Session-Reused") == "r");
  }
}

}  // namespace

Measured ask_with_tenbells(const Load& load) {
  asio::io_context context(1);
  async::CpuPool pool(1);
  LoopbackResolver resolver;
  http::Options options;
  options.ca_file = load.ca_file;
  const auto client = http::Client::make(options, resolver, pool);
  if (!client) throw std::runtime_error(to_string(client.error()));
  Meter meter(load.warm_up, load.seconds);
  async::TaskGroup tasks(context.get_executor());
  for (std::size_t i = 0; i < load.connections; ++i) tasks.spawn("load", keep_asking(**client, load, meter));
  run_until_empty(context, tasks);
  return meter.measured();
}

}  // namespace tb::bench
