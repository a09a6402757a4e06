// One exchange with an event loop of its own: commands are short and have no other.
#include "input.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/asio/io_context.hpp>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "tenbells/async/cpu_pool.hpp"
#include "tenbells/async/task_group.hpp"
#include "tenbells/config/bounded_file.hpp"
#include "tenbells/core/clock.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/http/resolver.hpp"
#include "tenbells/source/poll.hpp"

namespace tb::app {
namespace {

namespace asio = boost::asio;

constexpr Bytes kMaxInput = 256_MiB;  // a corpus of a hundred thousand items

Error trouble(ErrorKind kind, std::string to, std::string why) {
  return {.kind = kind, .doing = "read", .to = std::move(to), .why = std::move(why), .advice = {}};
}

std::string reason() {
  return std::error_code(errno, std::generic_category()).message();
}

Result<Document> read_stream(int stream, const std::string& name) {
  Document document;
  char piece[64 * 1024];
  for (;;) {
    const ssize_t size = ::read(stream, piece, sizeof piece);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return fail(trouble(ErrorKind::internal, name, reason()));
    if (size == 0) return document;
    document.bytes.append(piece, static_cast<std::size_t>(size));
    if (document.bytes.size() > kMaxInput.count) {
      return fail(trouble(ErrorKind::limit_exceeded, name, "it is longer than 256 MiB"));
    }
  }
}

/// What a shell makes of <(command).
Result<Document> read_pipe(const std::string& path) {
  const int pipe = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (pipe < 0) return fail(trouble(ErrorKind::refused, path, reason()));
  Result<Document> document = read_stream(pipe, path);
  ::close(pipe);
  return document;
}

asio::awaitable<void> fetch(http::Client& client, source::Options source, Result<Document>& answer) {
  const SourceState nothing_known;
  http::Request request = source::request_for(source, nothing_known);
  const http::Request asked = request;
  const Result<http::Response> response = co_await client.fetch(std::move(request));
  source::Polled polled;
  if (response) {
    polled = source::judge(source, nothing_known, asked, *response, SystemClock().now(), 1);
  } else {
    polled = source::judge(source, nothing_known, response.error());
  }
  if (polled.document) {
    answer = *std::move(polled.document);
  } else if (polled.error) {
    answer = fail(*std::move(polled.error));
  }
}

Result<Document> read_url(const std::string& url, const http::Options& options, PrivateAddresses addresses) {
  asio::io_context context(1);  // before all whose threads send their answers to it
  http::SystemResolver resolver(1);
  async::CpuPool pool(1);
  Result<std::unique_ptr<http::Client>> client = http::Client::make(options, resolver, pool);
  if (!client) return fail(std::move(client).error());
  source::Options source;
  source.id = "the input";
  source.url = url;
  source.allow_private = addresses == PrivateAddresses::allow;
  Result<Document> answer = fail(trouble(ErrorKind::corrupt, url, "the server sent no document"));
  async::TaskGroup group(context.get_executor());
  group.spawn("fetch", fetch(**client, std::move(source), answer));
  context.run();
  if (!answer) {
    answer.error().doing = "fetch";
    answer.error().to = url;
    if (answer.error().kind == ErrorKind::refused && addresses == PrivateAddresses::refuse &&
        answer.error().advice.find("allow_private") != std::string::npos) {
      answer.error().advice = "Add --allow-private if you trust it.";
    }
  }
  return answer;
}

}  // namespace

Result<Document> read_input(const std::string& where, const http::Options& options, PrivateAddresses addresses) {
  if (where == "-") return read_stream(STDIN_FILENO, "standard input");
  if (boost::istarts_with(where, "http://") || boost::istarts_with(where, "https://")) {
    return read_url(where, options, addresses);
  }
  std::error_code failed;
  if (std::filesystem::is_fifo(where, failed)) return read_pipe(where);
  Result<std::string> bytes = config::read_bounded(where, kMaxInput);
  if (!bytes) return fail(std::move(bytes).error());
  return Document{.bytes = *std::move(bytes), .url = {}, .content_type = {}};
}

}  // namespace tb::app
