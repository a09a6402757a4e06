// A folder with files for one test, gone at its end, and the outside world that a configuration in it may refer to.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/config/configuration.hpp"

namespace tb::config {

class AFolder {
 public:
  AFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tenbells-config-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~AFolder() { std::filesystem::remove_all(path_); }
  AFolder(const AFolder&) = delete;
  AFolder& operator=(const AFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Writes a file, in folders made for it, and gives its path.
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  /// A text with this folder's name taken out.
  [[nodiscard]] std::string without_path(std::string text) const {
    const std::string prefix = path_.string() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    return text;
  }

  /// Every mistake as it is printed, one a line, file names relative to the folder; empty if there is none.
  template <class T>
  [[nodiscard]] std::string mistakes(const Checked<T>& checked) const {
    return checked ? std::string() : mistakes(checked.error());
  }
  [[nodiscard]] std::string mistakes(const std::vector<Diagnostic>& found) const {
    std::string all;
    for (const Diagnostic& each : found) all += (all.empty() ? "" : "\n") + to_string(each);
    return without_path(all);
  }

 private:
  std::filesystem::path path_;
};

/// An environment of these variables alone.
inline Environment environment_of(std::map<std::string, std::string> variables) {
  return {.variable = [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  }};
}

/// HOME is all a daemon needs of it.
inline Environment plain_environment() {
  return environment_of({{"HOME", "/home/desk"}});
}

constexpr std::string_view kGoodPack = "rules: [{id: a, match: x}]\n";

/// The text with the sections a configuration cannot be without, where it lacks them.
inline std::string completed(std::string text) {
  text += "\n";
  if (text.find("sources:") == std::string::npos) text += "sources: [{feed: https://example.org/f}]\n";
  if (text.find("rules:") == std::string::npos) text += "rules: [pack.yaml]\n";
  return text;
}

/// What load() makes of a text, completed, beside a good pack.
inline Checked<Configuration> load_text(const AFolder& folder, std::string text,
                                        const Environment& environment = plain_environment()) {
  folder.write("pack.yaml", kGoodPack);
  return load(folder.write("c.yaml", completed(std::move(text))), environment);
}

}  // namespace tb::config
