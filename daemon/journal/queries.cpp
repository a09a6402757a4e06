// SQL, all of it.
#include "queries.hpp"

#include <cstdint>

#include "source_row.hpp"

namespace tb::journal {
namespace {

// A batch for a sink ends beyond this, however many alerts it may hold: it is read on the I/O thread.
constexpr std::size_t kBatchBytes = 1024 * 1024;

std::int64_t micros(Moment moment) {
  return moment.time_since_epoch().count();
}

std::optional<std::int64_t> micros(const std::optional<Moment>& moment) {
  if (!moment) return std::nullopt;
  return micros(*moment);
}

}  // namespace

Queries::Queries(Database& database)
    : database_(database),
      select_source_(database, select_source_sql() + " WHERE id = ?1"),
      upsert_source_(database, upsert_source_sql()),
      probe_seen_(database, "SELECT 1 FROM seen WHERE item = ?1"),
      insert_seen_(database, "INSERT OR IGNORE INTO seen(item, first_seen) VALUES(?1, ?2)"),
      insert_item_(database,
                   "INSERT INTO item(id, revision, source, guid, link, title, summary, body, language, published, "
                   "updated, first_seen) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"),
      insert_alert_(database,
                    "INSERT OR IGNORE INTO alert(id, rule, item, severity, raised_at, json) "
                    "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"),
      insert_outbox_(database, "INSERT INTO outbox(sink, alert) VALUES(?1, ?2)"),
      select_outbox_(database,
                     "SELECT alert.position, alert.json FROM outbox JOIN alert ON alert.position = outbox.alert "
                     "WHERE outbox.sink = ?1 ORDER BY outbox.alert LIMIT ?2"),
      delete_outbox_(database, "DELETE FROM outbox WHERE sink = ?1 AND alert = ?2"),
      insert_dead_(database, "INSERT OR REPLACE INTO dead(sink, alert, reason, at) VALUES(?1, ?2, ?3, ?4)"),
      count_outbox_(database, "SELECT sink, count(*) FROM outbox GROUP BY sink"),
      count_dead_(database, "SELECT count(*) FROM dead") {}

std::optional<SourceState> Queries::state_of(const std::string& source) {
  if (!select_source_.bind(1, source).step()) return std::nullopt;
  SourceState state = source_in(select_source_);
  select_source_.reset();
  return state;
}

std::vector<bool> Queries::known(const std::vector<std::string>& item_ids) {
  std::vector<bool> answers;
  answers.reserve(item_ids.size());
  for (const std::string& id : item_ids) {
    answers.push_back(probe_seen_.bind(1, id).step());
    probe_seen_.reset();
  }
  return answers;
}

void Queries::commit(const Commit& commit) {
  for (const Item& item : commit.items) put_item(item);
  for (const RoutedAlert& routed : commit.alerts) put_alert(routed);
  bind_source(upsert_source_, commit.source, commit.state);
  upsert_source_.run();
}

void Queries::put_item(const Item& item) {
  insert_seen_.bind(1, item.id).bind(2, micros(item.first_seen)).run();
  if (database_.changes() == 0) return;
  insert_item_.bind(1, item.id).bind(2, std::int64_t{item.revision}).bind(3, item.source).bind(4, item.guid);
  insert_item_.bind(5, item.link).bind(6, item.title).bind(7, item.summary).bind(8, item.body);
  insert_item_.bind(9, item.language).bind(10, micros(item.published)).bind(11, micros(item.updated));
  insert_item_.bind(12, micros(item.first_seen)).run();
}

void Queries::put_alert(const RoutedAlert& routed) {
  const Alert& alert = routed.alert;
  insert_alert_.bind(1, alert.id).bind(2, alert.rule.id).bind(3, alert.item.id);
  insert_alert_.bind(4, to_string(alert.severity)).bind(5, micros(alert.raised_at)).bind(6, to_json(alert)).run();
  if (database_.changes() == 0) return;
  const std::int64_t position = database_.last_rowid();
  for (const std::string& sink : routed.sinks) insert_outbox_.bind(1, sink).bind(2, position).run();
}

std::vector<Queued> Queries::waiting(const std::string& sink, std::size_t at_most) {
  std::vector<Queued> queued;
  select_outbox_.bind(1, sink).bind(2, static_cast<std::int64_t>(at_most));
  std::size_t bytes = 0;
  while (bytes < kBatchBytes && select_outbox_.step()) {
    queued.push_back({.position = select_outbox_.number(0), .alert = select_outbox_.text(1)});
    bytes += queued.back().alert.size();
  }
  select_outbox_.reset();
  return queued;
}

void Queries::acknowledge(const std::string& sink, const std::vector<std::int64_t>& positions) {
  for (const std::int64_t position : positions) delete_outbox_.bind(1, sink).bind(2, position).run();
}

void Queries::bury(const std::string& sink, std::int64_t position, const std::string& reason, Moment at) {
  insert_dead_.bind(1, sink).bind(2, position).bind(3, reason).bind(4, micros(at)).run();
  delete_outbox_.bind(1, sink).bind(2, position).run();
}

OutboxDepth Queries::depth() {
  OutboxDepth depth;
  while (count_outbox_.step()) {
    depth.waiting.emplace(count_outbox_.text(0), static_cast<std::uint64_t>(count_outbox_.number(1)));
  }
  if (count_dead_.step()) depth.dead = static_cast<std::uint64_t>(count_dead_.number(0));
  count_dead_.reset();
  return depth;
}

}  // namespace tb::journal
