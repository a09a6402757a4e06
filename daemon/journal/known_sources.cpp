// Short connections from aside, beside the one that the daemon has.
#include "tenbells/journal/known_sources.hpp"

#include <optional>
#include <system_error>

#include "schema.hpp"
#include "source_row.hpp"
#include "sqlite.hpp"
#include "writer.hpp"

namespace tb::journal {
namespace {

// Schema 1 had a part of the columns; none of its sources has moved or is parked.
constexpr const char* kSelectOfSchema1 =
    "SELECT id, url, etag, last_modified, body_digest, baselined_at, '', '', '', 0, '', 0 FROM source";

bool is_there(const Options& options) {
  std::error_code ignored;
  return std::filesystem::exists(options.path, ignored);
}

std::optional<Error> too_new(const Options& options, int version) {
  if (version <= kSchemaVersion) return std::nullopt;
  return Error{.kind = ErrorKind::invalid_input,
               .doing = "read the journal",
               .to = options.path.string(),
               .why = "a newer tenbells wrote it (schema " + std::to_string(version) + ", this one knows " +
                      std::to_string(kSchemaVersion) + ")",
               .advice = "Use the newer program."};
}

}  // namespace

Result<std::vector<KnownSource>> sources(const Options& options) {
  std::vector<KnownSource> sources;
  if (!is_there(options)) return sources;
  try {
    Database database(options.path.string(), Opening::read);
    const int version = version_of(database);
    if (std::optional<Error> newer = too_new(options, version)) return fail(*std::move(newer));
    if (version == 0) return sources;  // a daemon is just creating it
    Statement all(database, (version == 1 ? std::string(kSelectOfSchema1) : select_source_sql()) + " ORDER BY id");
    while (all.step()) sources.push_back({.id = all.text(0), .state = source_in(all)});
    return sources;
  } catch (const SqliteFailure& failure) {
    return fail(explain(failure, options.path.string()).during("read the sources"));
  }
}

Result<Unparked> unpark(const Options& options, const std::string& id) {
  if (!is_there(options)) return Unparked::unknown;
  try {
    Database database(options.path.string(), Opening::write);
    database.execute("PRAGMA synchronous = FULL");
    const int version = version_of(database);
    if (std::optional<Error> newer = too_new(options, version)) return fail(*std::move(newer));
    if (version == 0) return Unparked::unknown;
    Statement known(database, "SELECT 1 FROM source WHERE id = ?1");
    const bool is_known = known.bind(1, id).step();
    known.reset();
    if (!is_known) return Unparked::unknown;
    if (version == 1) return Unparked::was_not_parked;
    Statement clear(database, "UPDATE source SET parked = '', parked_at = 0 WHERE id = ?1 AND parked <> ''");
    clear.bind(1, id).run();
    return database.changes() == 0 ? Unparked::was_not_parked : Unparked::done;
  } catch (const SqliteFailure& failure) {
    return fail(explain(failure, options.path.string()).during("let the source be polled again"));
  }
}

}  // namespace tb::journal
