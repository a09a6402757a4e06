// Input, then items; every mistake names the input.
#include "chosen_input.hpp"

#include <fmt/format.h>

#include <utility>

#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

bool is_away(ErrorKind kind) {
  return kind == ErrorKind::unavailable || kind == ErrorKind::timeout || kind == ErrorKind::throttled;
}

}  // namespace

std::string name_of(const InputChoice& input) {
  return input.where == "-" ? "standard input" : input.where;
}

Refusal refusal_of(const Error& error) {
  return {.exit_code = is_away(error.kind) ? kExitUnavailable : kExitInput,
          .message = printable(to_string(error)) + "\n"};
}

tl::expected<Document, Refusal> choose_document(const InputChoice& input, const http::Options& options) {
  Result<Document> document = read_input(input.where, options, input.addresses);
  if (!document) return tl::unexpected(refusal_of(document.error()));
  return *std::move(document);
}

tl::expected<std::vector<Item>, Refusal> choose_items(const InputChoice& input, const http::Options& options) {
  const tl::expected<Document, Refusal> document = choose_document(input, options);
  if (!document) return tl::unexpected(document.error());
  Result<ReadItems> read = read_items(*document, input.form);
  const std::string name = name_of(input);
  if (!read) {
    Error error = std::move(read).error();
    if (error.to.empty()) error.to = name;
    if (!input.form && error.kind == ErrorKind::invalid_input) {
      error.advice += std::string(error.advice.empty() ? "" : " ") + "If it is a text, add --as text.";
    }
    return tl::unexpected(refusal_of(error));
  }
  for (const std::string& warning : read->warnings) {
    fmt::print(stderr, "{}: warning: {}\n", printable(name), warning);
  }
  return std::move(read->items);
}

int refuse(const Refusal& refusal) {
  fmt::print(stderr, "{}", refusal.message);
  return refusal.exit_code;
}

}  // namespace tb::app
