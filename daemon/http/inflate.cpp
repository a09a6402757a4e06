// The list of codings read, and undone from its end. How each of them works stands in gzip.cpp, brotli.cpp, zstd.cpp.
#include "inflate.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <vector>

#include "codings.hpp"

namespace tb::http {
namespace {

using Undo = Result<std::string> (*)(std::string_view coded, const OutputBound& bound);

struct Coding {
  std::string_view name;
  Undo undo;  // none: there is nothing to undo
};

constexpr Coding kCodings[] = {
    {"gzip", &undo_gzip},  // RFC 9110 §8.4.1.3
    {"x-gzip", &undo_gzip}, {"deflate", &undo_deflate}, {"br", &undo_brotli}, {"zstd", &undo_zstd},
    {"identity", nullptr},  {"none", nullptr},  // no coding, but what some servers call none
    {"utf-8", nullptr},                         // a charset in the wrong field
};

// Nobody needs two; each costs up to the whole limit once more.
constexpr std::size_t kMostCodings = 3;

// Short bodies of much repetition are no attack (a feed of one template): the ratio counts beyond this.
constexpr std::uint64_t kRatioCountsFrom = (1_MiB).count;

constexpr std::uint64_t kBeyondAnyBody = std::uint64_t{1} << 40;

std::string lower(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(" \t") - first + 1);
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

Result<std::vector<Coding>> codings_of(std::string_view list) {
  std::vector<Coding> codings;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string name = lower(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
    if (name.empty()) continue;
    const auto* known = std::ranges::find(kCodings, name, &Coding::name);
    if (known == std::end(kCodings)) {
      return fail(coding_error(ErrorKind::invalid_input,
                               "the server used \"" + name.substr(0, 40) + "\", which we did not offer"));
    }
    if (known->undo != nullptr) codings.push_back(*known);
    if (codings.size() > kMostCodings) {
      return fail(coding_error(ErrorKind::limit_exceeded,
                               "more than " + std::to_string(kMostCodings) + " codings on top of each other"));
    }
  }
  return codings;
}

// One bound for all codings of a body, by the bytes that came over the wire: a bomb inside a bomb gains nothing.
OutputBound bound_for(std::size_t transferred, const Limits& limits) {
  const double by_ratio = limits.inflation_ratio * static_cast<double>(transferred);
  const auto most = static_cast<double>(limits.inflated.count);
  if (by_ratio < most && kRatioCountsFrom < limits.inflated.count) {
    const auto bytes = std::max(static_cast<std::uint64_t>(std::max(by_ratio, 0.0)), kRatioCountsFrom);
    return {.most = bytes,
            .why = "more than " + std::to_string(bytes) + " bytes come out of " + std::to_string(transferred) +
                   " (http.inflation_ratio)"};
  }
  return {.most = std::min(limits.inflated.count, kBeyondAnyBody),
          .why = "more than " + std::to_string(limits.inflated.count) + " bytes come out (http.inflated_limit)"};
}

bool says_gzip_and_is_not(const Coding& coding, std::string_view body) {
  return coding.undo == &undo_gzip && !looks_gzipped(body);
}

}  // namespace

Result<std::string> decode_content(std::string body, std::string_view list, const Limits& limits) {
  const Result<std::vector<Coding>> codings = codings_of(list);
  if (!codings) return fail(codings.error());
  const OutputBound bound = bound_for(body.size(), limits);
  for (auto coding = codings->rbegin(); coding != codings->rend() && !body.empty(); ++coding) {
    if (says_gzip_and_is_not(*coding, body)) continue;  // a proxy has undone it and left the header
    Result<std::string> undone = coding->undo(body, bound);
    if (!undone) return undone;
    body = std::move(*undone);
  }
  if (looks_gzipped(body)) return undo_gzip(body, bound);  // a .gz file, or one packed twice: no feed begins so
  return body;
}

}  // namespace tb::http
