// `tenbells decode`. The server's words that matter to a document may be given by hand, so that a document can be read
// from a file exactly as it was read from its server.
#include <fmt/format.h>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/trim.hpp>
#include <cstdio>
#include <string_view>
#include <utility>

#include "chosen_input.hpp"
#include "commands.hpp"
#include "entry_json.hpp"
#include "tenbells/config/bounded_file.hpp"
#include "tenbells/feed/feed.hpp"
#include "terminal.hpp"

namespace tb::app {
namespace {

constexpr Bytes kMaxHeaders = 64_KiB;

/// Lines "Name: value", as a server sent them; what is no header is passed over.
void apply_headers(std::string_view lines, Document& document) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, colon);
    const std::string value = boost::trim_copy(std::string(line.substr(colon + 1)));
    if (boost::iequals(name, "content-type")) document.content_type = value;
    if (boost::iequals(name, "content-language")) document.content_language = value;
    if (boost::iequals(name, "content-location")) document.content_location = value;
  }
}

}  // namespace

int decode_command(const InputChoice& input, const DecodeChoice& choice, Output output) {
  tl::expected<Document, Refusal> document = choose_document(input, {});
  if (!document) return refuse(document.error());
  if (!choice.headers.empty()) {
    const Result<std::string> headers = config::read_bounded(choice.headers, kMaxHeaders);
    if (!headers) return refuse(refusal_of(headers.error()));
    apply_headers(*headers, *document);
  }
  if (!choice.url.empty()) document->url = choice.url;
  Result<feed::Feed> feed = feed::decode(*document, feed::Limits{.keep_html = true, .detect_languages = true});
  if (!feed) {
    Error error = std::move(feed).error();
    if (error.to.empty()) error.to = name_of(input);
    return refuse(refusal_of(error));
  }
  const bool for_people = output == Output::text && is_terminal(1);
  const std::string json = feed_json(*feed, for_people ? Layout::indented : Layout::one_line);
  std::fwrite(json.data(), 1, json.size(), stdout);  // main() asks whether the output is lost
  return kExitOk;
}

}  // namespace tb::app
