// Reachability: whether the network is there at all, judged by how the polls of all sources end together. What no
// single source can know: that its failures are not its server's, and that they are over.
#pragma once

#include <chrono>
#include <cstdint>
#include <set>
#include <string>

namespace tb::app {

/// How far a poll has come.
enum class Reached : std::uint8_t {
  server,  ///< an answer, or at least a connection
  nobody,  ///< no answer about the name, or no connection
  unsure,  ///< anything else: it tells nothing about the network
};

/// The network counts as away once three origins that were reached before are not, one after the other and with none
/// that is reached between; and as back with the first that is. A server that is down and always was is no evidence.
/// Lives on the I/O thread. No I/O, no clock of its own: all moments are of the steady clock.
class Reachability final {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  enum class Change : std::uint8_t { none, away, back };

  /// A poll ended.
  /// @param origin       that it went to
  /// @param was_reached  whether the poll before did not end in Reached::nobody
  Change note(const std::string& origin, Reached reached, bool was_reached, Steady now);

  /// Whether a source that reached nobody should be asked now, although it is not yet due: the network has come back
  /// since; or it is away, and for half a minute nobody has tried, which this source then does for all.
  /// @param polled  the end of its last poll
  bool is_worth_asking(Steady polled, Steady now);

  [[nodiscard]] bool is_away() const { return lost_.size() >= kEnough; }

 private:
  static constexpr std::size_t kEnough = 3;

  std::set<std::string> lost_;  // since anybody was reached; no more than are needed
  Steady tried_at_{};
  Steady back_at_ = Steady::min();
};

}  // namespace tb::app
