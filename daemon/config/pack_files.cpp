// Which files the rule packs are in, and examine_packs and load_packs, for the commands that need no configuration
// (`tenbells test`).
#include "pack_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <system_error>

#include "published_schemas.hpp"

namespace tb::config {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> failure(ErrorKind kind, std::string why, std::string advice) {
  return fail({.kind = kind, .doing = {}, .to = {}, .why = std::move(why), .advice = std::move(advice)});
}

}  // namespace

Result<std::vector<fs::path>> pack_files(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) {
    return failure(ErrorKind::not_found, "there is no such file or folder", "Check the name.");
  }
  if (failed) return failure(ErrorKind::refused, failed.message(), "Check the permissions.");
  if (!fs::is_directory(status)) return std::vector{path};

  std::vector<fs::path> files;
  fs::directory_iterator folder(path, failed);
  for (; !failed && folder != fs::directory_iterator(); folder.increment(failed)) {
    const fs::path& file = folder->path();
    const bool is_hidden = file.filename().string().starts_with('.');  // editors' and version control's own
    if (!is_hidden && (file.extension() == ".yaml" || file.extension() == ".yml")) files.push_back(file);
  }
  if (failed) return failure(ErrorKind::refused, failed.message(), "Check the permissions.");
  if (files.empty()) {
    return failure(ErrorKind::invalid_input, "the folder holds no rule pack", "Put a *.yaml file into it.");
  }
  std::ranges::sort(files);
  return files;
}

rules::RulePack lost_pack(const fs::path& file) {
  return {.name = file.stem().string(), .file = file.string(), .partial = true};
}

std::optional<std::string> load_pack(const fs::path& file, const PackContext& context, LoadedPacks& into) {
  std::error_code failed;
  const fs::path real = fs::weakly_canonical(file, failed);
  if (!into.seen.insert(failed ? file : real).second) return std::nullopt;
  const auto text = read_text(file);
  if (!text) {
    into.packs.push_back(lost_pack(file));
    if (text.error().line == 0) return text.error().message;
    into.mistakes.push_back(text.error());
    return std::nullopt;
  }
  Findings findings(*text);
  ReadPack read = read_pack(*text, context, into.lists, findings);
  into.packs.push_back(std::move(read.pack));
  std::ranges::move(findings.sorted(), std::back_inserter(into.mistakes));
  std::ranges::move(read.mistakes_of_lists, std::back_inserter(into.mistakes));
  return std::nullopt;
}

ExaminedPacks examine_packs(const std::vector<fs::path>& paths) {
  const Schema schema(kRulesSchema);
  LoadedPacks loaded;
  for (const fs::path& path : paths) {
    const Result<std::vector<fs::path>> files = pack_files(path);
    if (!files) {
      loaded.mistakes.push_back({.file = path.string(), .message = to_string(files.error())});
      loaded.packs.push_back(lost_pack(path));
      continue;
    }
    for (const fs::path& file : *files) {
      const auto unreadable = load_pack(file, {.schema = schema}, loaded);
      if (unreadable) loaded.mistakes.push_back({.file = file.string(), .message = *unreadable});
    }
  }
  return {.packs = std::move(loaded.packs), .mistakes = std::move(loaded.mistakes)};
}

Checked<std::vector<rules::RulePack>> load_packs(const std::vector<fs::path>& paths) {
  ExaminedPacks examined = examine_packs(paths);
  if (!examined.mistakes.empty()) return tl::unexpected(std::move(examined.mistakes));
  return std::move(examined.packs);
}

}  // namespace tb::config
