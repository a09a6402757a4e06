// References inside strings. Resolved before the schema check, so that a reference may stand for any string option.
#include "references.hpp"

#include <fmt/core.h>

#include "raw_scalar.hpp"
#include "tenbells/core/nearest.hpp"

namespace tb::config {
namespace {

tl::unexpected<Error> malformed(std::string why, std::string advice) {
  return fail(
      {.kind = ErrorKind::invalid_input, .doing = {}, .to = {}, .why = std::move(why), .advice = std::move(advice)});
}

constexpr std::string_view kBothForms = "Write ${env:NAME} or ${file:NAME}; a plain ${ is written $${.";

// @param reference  between the braces: "env:NAME"
Result<std::string> resolve(std::string_view reference, const SecretStore& store) {
  const std::size_t colon = reference.find(':');
  const std::string_view kind = reference.substr(0, colon);
  const std::string name(colon == std::string_view::npos ? std::string_view() : reference.substr(colon + 1));
  if (colon != std::string_view::npos && kind == "env") return secret_of_variable(store, name);
  if (colon != std::string_view::npos && kind == "file") return secret_of_file(store, name);
  return malformed("there is no such reference", std::string(kBothForms));
}

struct Resolved {
  std::string text;
  bool holds_reference = false;
};

struct Failure {
  std::size_t offset = 0;  // into the string as written
  std::string message;
};

tl::expected<Resolved, Failure> resolve_all(std::string_view written, const SecretStore& store) {
  Resolved resolved;
  for (std::size_t i = 0; i < written.size();) {
    if (written.substr(i).starts_with("$${")) {
      resolved.text += "${";
      i += 3;
      continue;
    }
    if (!written.substr(i).starts_with("${")) {
      resolved.text += written[i++];
      continue;
    }
    const std::size_t end = written.find('}', i);
    if (end == std::string_view::npos) {
      return tl::unexpected(Failure{i, fmt::format("a reference is opened here and never closed. {}", kBothForms)});
    }
    Result<std::string> value = resolve(written.substr(i + 2, end - i - 2), store);
    if (!value) {
      const std::string_view reference = written.substr(i, end + 1 - i);
      return tl::unexpected(Failure{i, fmt::format("{}: {}", in_quotes(reference), to_string(value.error()))});
    }
    resolved.text += *value;
    resolved.holds_reference = true;
    i = end + 1;
  }
  return resolved;
}

void resolve_node(Node& node, const SecretStore& store, Findings& findings) {
  if (node.wrong || node.kind != Node::Kind::string || node.text.find("${") == std::string::npos) return;
  auto resolved = resolve_all(node.text, store);
  if (!resolved) {
    const std::size_t place = place_in_raw(findings.text().bytes(), node.at, node.text, resolved.error().offset);
    findings.add(place, fmt::format("{}: {}", node.path, resolved.error().message));
    node.wrong = true;
    return;
  }
  if (resolved->holds_reference) node.written = node.text;
  node.text = std::move(resolved->text);
}

}  // namespace

void resolve_references(Node& root, const SecretStore& store, Findings& findings) {
  resolve_node(root, store, findings);
  for (Node& child : root.children) resolve_references(child, store, findings);
}

void refuse_references_in_source_urls(Node& root, Findings& findings) {
  for (Node& section : root.children) {
    if (section.key != "sources" || root.kind != Node::Kind::map) continue;
    for (Node& source : section.children) {
      for (Node& option : source.children) {
        if ((option.key != "feed" && option.key != "api") || option.text.find("${") == std::string::npos) continue;
        findings.add(option,
                     "the URL of a source is shown in logs and alerts, so it may hold no reference. Move the "
                     "secret to `query:` or `headers:`.");
        option.wrong = true;
      }
    }
  }
}

Secret secret_of(const Node& node) {
  return {node.text, node.written.empty() ? "***" : node.written};
}

}  // namespace tb::config
