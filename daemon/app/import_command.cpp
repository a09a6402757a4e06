// `tenbells import`: reads the files, has them turned into entities, writes the list. The result goes where it was told
// to go, whole or not at all; what people want to know of it goes to standard error.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string_view>
#include <system_error>
#include <utility>

#include "commands.hpp"
#include "tenbells/config/bounded_file.hpp"
#include "tenbells/watchlist/entity_list_text.hpp"
#include "tenbells/watchlist/ofac_sdn.hpp"
#include "tenbells/watchlist/sdn_entities.hpp"

namespace tb::app {
namespace {

namespace fs = std::filesystem;

constexpr Bytes kMaxImport = 256_MiB;     // ten times what the list has today
constexpr std::size_t kLongList = 2'000;  // parties; below, a bar would only flash
constexpr std::size_t kBarWidth = 40;

int refuse(const Error& error) {
  fmt::print(stderr, "{}\n", to_string(error));
  return kExitWrong;
}

Error unwritable(const fs::path& out, std::string why) {
  return {.kind = ErrorKind::refused,
          .doing = "write",
          .to = out.string(),
          .why = std::move(why),
          .advice = "Check the folder and its permissions."};
}

std::string last_error() {
  return std::error_code(errno, std::generic_category()).message();
}

Result<std::vector<watchlist::SdnFile>> read_files(const std::vector<fs::path>& paths) {
  std::vector<watchlist::SdnFile> files;
  for (const fs::path& path : paths) {
    Result<std::string> bytes = config::read_bounded(path, kMaxImport);
    if (!bytes) return fail(std::move(bytes).error());
    files.push_back({.name = path.string(), .bytes = *std::move(bytes)});
  }
  return files;
}

// A pack that is reloaded meanwhile must not read half of it.
Result<void> write_whole(const fs::path& out, const std::string& text) {
  fs::path beside = out;
  beside += fmt::format(".{}.new", ::getpid());
  errno = 0;
  std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  std::error_code failed;
  if (!stream) {
    const std::string why = last_error();
    fs::remove(beside, failed);
    return fail(unwritable(out, why));
  }
  fs::rename(beside, out, failed);
  if (!failed) return {};
  std::error_code ignored;
  fs::remove(beside, ignored);
  return fail(unwritable(out, failed.message()));
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void draw_bar(std::size_t done, std::size_t total) {
  const std::size_t filled = kBarWidth * done / total;
  fmt::print(stderr, "\r[{:<{}}] {} of {}{}", std::string(filled, '='), kBarWidth, done, total,
             done == total ? "\n" : "");
  std::fflush(stderr);
}

}  // namespace

int import_ofac_sdn_command(const std::vector<fs::path>& paths, const fs::path& out, WeakNames weak) {
  const std::string ending = out.extension().string();
  if (!out.empty() && ending != ".json" && ending != ".csv") {
    fmt::print(stderr, "--out {}: an entity list ends in .json or .csv, and is read as what it ends in\n",
               out.string());
    return kExitUsage;
  }
  Result<std::vector<watchlist::SdnFile>> files = read_files(paths);
  if (!files) return refuse(files.error());
  const Result<watchlist::SdnList> list = watchlist::read_sdn(*std::move(files));
  if (!list) return refuse(list.error());

  const std::size_t total = list->parties.size();
  std::function<void(std::size_t)> progress;
  if (total >= kLongList && ::isatty(2) == 1) progress = [total](std::size_t done) { draw_bar(done, total); };
  const auto aliases = weak == WeakNames::guard ? watchlist::WeakAliases::guard : watchlist::WeakAliases::leave_out;
  const watchlist::SdnEntities made = watchlist::entities_of(list->parties, aliases, progress);
  const std::string text =
      ending == ".csv" ? watchlist::as_csv_list(made.entities) : watchlist::as_json_list(made.entities);
  if (out.empty()) {
    errno = 0;
    const bool is_written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!is_written) return refuse(unwritable("standard output", last_error()));
  } else if (const Result<void> written = write_whole(out, text); !written) {
    return refuse(written.error());
  }
  fmt::print(stderr, "{} with {}, of which {} count only in their context; {} left out{}\n",
             counted(made.entities.size(), "entity", "entities"), counted(made.names, "name", "names"), made.guarded,
             counted(made.left_out, "weak alias", "weak aliases"), made.left_out > 0 ? " (--weak takes them)" : "");
  if (list->skipped > 0) {
    fmt::print(stderr, "{} skipped: without a number or a name, or there twice\n",
               counted(list->skipped, "entry", "entries"));
  }
  return kExitOk;
}

}  // namespace tb::app
