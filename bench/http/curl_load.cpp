// Of an answer only the status and the body are kept: a poller needs its headers too, which here cost libcurl nothing.
#include "curl_load.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "curl_loop.hpp"
#include "verdict.hpp"

namespace tb::bench {
namespace {

constexpr std::string_view kReused = "X-Session-Reused: r";

struct List {
  curl_slist* first = nullptr;
  List() = default;
  ~List() { curl_slist_free_all(first); }
  List(const List&) = delete;
  List& operator=(const List&) = delete;
  void add(const std::string& line) { first = curl_slist_append(first, line.c_str()); }
};

/// One easy handle and where its answer goes.
struct Transfer {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy{curl_easy_init(), &curl_easy_cleanup};
  std::string body;
  bool resumed = false;
};

std::size_t keep_body(char* bytes, std::size_t size, std::size_t count, void* transfer) {
  static_cast<Transfer*>(transfer)->body.append(bytes, size * count);
  return size * count;
}

std::size_t see_header(char* bytes, std::size_t size, std::size_t count, void* transfer) {
  if (std::string_view(bytes, size * count).starts_with(kReused)) static_cast<Transfer*>(transfer)->resumed = true;
  return size * count;
}

// "one.bench.test:8443:127.0.0.1", as CURLOPT_RESOLVE takes it.
std::string here(const std::string& url) {
  const std::size_t host = url.find("://") + 3;
  return url.substr(host, url.find('/', host) - host) + ":127.0.0.1";
}

void prepare(Transfer& transfer, const Load& load, const List& headers, const List& resolved) {
  CURL* easy = transfer.easy.get();
  curl_easy_setopt(easy, CURLOPT_URL, load.url.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "tenbells-bench/1");
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.first);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &keep_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  curl_easy_setopt(easy, CURLOPT_RESOLVE, resolved.first);
  if (load.ca_file.empty()) return;
  curl_easy_setopt(easy, CURLOPT_CAINFO, load.ca_file.c_str());
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &see_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
}

Transfer& transfer_of(CURL* easy) {
  void* transfer = nullptr;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
  return *static_cast<Transfer*>(transfer);
}

void start(CurlLoop& loop, Transfer& transfer) {
  transfer.body.clear();
  transfer.resumed = false;
  loop.add(transfer.easy.get());
}

}  // namespace

Measured ask_with_curl(const Load& load) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  List headers;
  headers.add(fmt::format("Accept: {}", kAccept));
  if (!load.etag.empty()) headers.add(fmt::format("If-None-Match: {}", load.etag));
  List resolved;
  resolved.add(here(load.url));
  std::deque<Transfer> transfers(load.connections);
  CurlLoop loop(load.connections);
  Meter meter(load.warm_up, load.seconds);
  for (Transfer& transfer : transfers) {
    prepare(transfer, load, headers, resolved);
    if (meter.going()) start(loop, transfer);
  }
  const auto done = [&](CURL* easy, CURLcode code) {
    Transfer& transfer = transfer_of(easy);
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (code != CURLE_OK) {
      meter.count_wrong(curl_easy_strerror(code));
    } else if (const auto wrong = what_is_wrong(load, static_cast<unsigned>(status), transfer.body.size())) {
      meter.count_wrong(*wrong);
    } else {
      meter.count(transfer.resumed);
      if (meter.going()) start(loop, transfer);
    }
  };
  while (loop.size() > 0) loop.run_once(done);
  return meter.measured();
}

}  // namespace tb::bench
