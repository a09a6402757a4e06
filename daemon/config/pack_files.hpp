// Which files the rule packs are in: a path is one file, or a folder of them.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "packs.hpp"
#include "tenbells/core/result.hpp"

namespace tb::config {

/// A file stands for itself; a folder for every *.yaml and *.yml directly in it, sorted by name.
/// Errors: not_found, refused, invalid_input if the folder holds no pack.
[[nodiscard]] Result<std::vector<std::filesystem::path>> pack_files(const std::filesystem::path& path);

/// The packs of one load, and what was wrong in them.
struct LoadedPacks {
  std::vector<rules::RulePack> packs;
  std::vector<Diagnostic> mistakes;
  std::set<std::filesystem::path> seen;  ///< a file named twice is read once
  ReadLists lists;
};

/// An empty partial pack, in the stead of one that cannot be read.
[[nodiscard]] rules::RulePack lost_pack(const std::filesystem::path& file);

/// Reads one more file.
/// @return  why it cannot be read at all, to be told where it is named; an empty partial pack is then there in its
/// stead
std::optional<std::string> load_pack(const std::filesystem::path& file, const PackContext& context, LoadedPacks& into);

}  // namespace tb::config
