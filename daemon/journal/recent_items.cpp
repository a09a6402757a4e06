// A look at the file from aside, in SQLite's WAL: readers and the writer do not meet.
#include "tenbells/journal/recent_items.hpp"

#include <cstdint>
#include <utility>

#include "sqlite.hpp"

namespace tb::journal {

std::vector<Item> recent_items(const Options& options, std::size_t at_most, Bytes text) {
  std::vector<Item> items;
  try {
    Database database(options.path.string(), Opening::read);
    Statement newest(database, "SELECT title, summary, body FROM item ORDER BY position DESC LIMIT ?1");
    newest.bind(1, static_cast<std::int64_t>(at_most));
    std::uint64_t bytes = 0;
    while (bytes < text.count && newest.step()) {
      Item item;
      item.title = newest.text(0);
      item.summary = newest.text(1);
      item.body = newest.text(2);
      bytes += item.title.size() + item.summary.size() + item.body.size();
      items.push_back(std::move(item));
    }
  } catch (const SqliteFailure&) {
    return {};
  }
  return items;
}

}  // namespace tb::journal
