// The journal's statements, prepared once, as functions from values to values. Every call may throw SqliteFailure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sqlite.hpp"
#include "tenbells/journal/journal.hpp"

namespace tb::journal {

class Queries final {
 public:
  explicit Queries(Database& database);

  [[nodiscard]] std::optional<SourceState> state_of(const std::string& source);
  [[nodiscard]] std::vector<bool> known(const std::vector<std::string>& item_ids);
  void commit(const Commit& commit);
  [[nodiscard]] std::vector<Queued> waiting(const std::string& sink, std::size_t at_most);
  void acknowledge(const std::string& sink, const std::vector<std::int64_t>& positions);
  void bury(const std::string& sink, std::int64_t position, const std::string& reason, Moment at);
  [[nodiscard]] OutboxDepth depth();

 private:
  void put_item(const Item& item);
  void put_alert(const RoutedAlert& routed);

  Database& database_;
  Statement select_source_, upsert_source_, probe_seen_, insert_seen_, insert_item_, insert_alert_, insert_outbox_,
      select_outbox_, delete_outbox_, insert_dead_, count_outbox_, count_dead_;
};

}  // namespace tb::journal
