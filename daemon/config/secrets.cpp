// Where secrets come from. No error here repeats anything of what was found, only where it was looked for.
#include "secrets.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "file_text.hpp"
#include "tenbells/config/bounded_file.hpp"

namespace tb::config {
namespace {

namespace fs = std::filesystem;

constexpr Bytes kMaxSecret = 64_KiB;  // a certificate chain fits; a log file named by mistake does not

bool is_variable_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') && std::ranges::all_of(name, fits);
}

Error failure(ErrorKind kind, std::string why, std::string advice) {
  return {.kind = kind, .doing = {}, .to = {}, .why = std::move(why), .advice = std::move(advice)};
}

std::vector<fs::path> candidates(const SecretStore& store, const std::string& name) {
  const fs::path path(name);
  if (path.is_absolute()) return {path};
  std::vector<fs::path> paths;
  const std::optional<std::string> credentials = store.environment.variable("CREDENTIALS_DIRECTORY");
  if (credentials && !credentials->empty()) paths.push_back(fs::path(*credentials) / path);
  paths.push_back(store.folder / path);
  return paths;
}

}  // namespace

Result<std::string> secret_of_variable(const SecretStore& store, const std::string& name) {
  if (!is_variable_name(name)) {
    return fail(
        failure(ErrorKind::invalid_input, "no environment variable can have this name", "Use letters, digits and _."));
  }
  std::optional<std::string> value = store.environment.variable(name);
  if (!value) {
    return fail(failure(ErrorKind::not_found, fmt::format("the environment variable {} is not set", name),
                        "Set it where the daemon is started."));
  }
  return *std::move(value);
}

Result<std::string> secret_of_file(const SecretStore& store, const std::string& name) {
  if (name.empty()) return fail(failure(ErrorKind::invalid_input, "the file has no name", "Write ${file:NAME}."));
  std::string looked_at;
  for (const fs::path& path : candidates(store, name)) {
    Result<std::string> bytes = read_bounded(path, kMaxSecret);
    if (!bytes && bytes.error().kind == ErrorKind::not_found) {
      looked_at += (looked_at.empty() ? "" : " and ") + path.string();
      continue;
    }
    if (!bytes) {
      return fail(
          failure(bytes.error().kind, fmt::format("{}: {}", path.string(), bytes.error().why), bytes.error().advice));
    }
    if (bytes->ends_with('\n')) bytes->pop_back();
    if (bytes->ends_with('\r')) bytes->pop_back();
    if (!text_of_bytes(path.string(), *bytes)) {
      return fail(failure(ErrorKind::invalid_input, fmt::format("{} is no text", path.string()),
                          "Keep the secret in it as UTF-8 without control characters."));
    }
    return bytes;
  }
  return fail(failure(ErrorKind::not_found, fmt::format("there is no such file; looked for {}", looked_at),
                      "Put the secret there, or correct the name."));
}

}  // namespace tb::config
