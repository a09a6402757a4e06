// Secrets by reference: where ${env:NAME} and ${file:NAME} are looked up.
#pragma once

#include <filesystem>
#include <string>

#include "tenbells/config/configuration.hpp"
#include "tenbells/core/result.hpp"

namespace tb::config {

struct SecretStore {
  const Environment& environment;
  std::filesystem::path folder;  ///< of the configuration file
};

/// The value of an environment variable.
/// Errors: invalid_input for a name that no variable can have, not_found.
[[nodiscard]] Result<std::string> secret_of_variable(const SecretStore& store, const std::string& name);

/// The content of a file without one newline at its end: of an absolute path, else of that name in
/// $CREDENTIALS_DIRECTORY (systemd.exec(5), LoadCredential=) or, if it is not there, beside the configuration.
/// Errors: not_found, naming every place looked at; refused; limit_exceeded above 64 KiB; invalid_input if it is no
/// text.
[[nodiscard]] Result<std::string> secret_of_file(const SecretStore& store, const std::string& name);

}  // namespace tb::config
