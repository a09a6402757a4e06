// How the sources do, as a person and as a program reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source_record.hpp"
#include "tenbells/core/source_state.hpp"
#include "tenbells/source/options.hpp"
#include "terminal.hpp"

namespace tb::app {

enum class ShownState : std::uint8_t {
  unknown,  ///< never polled
  working,
  failing,
  stale,   ///< it answers, and is silent far beyond its own rhythm
  parked,  ///< not polled until a person says so
};

/// "working".
[[nodiscard]] std::string_view to_string(ShownState state);

/// One source as the configuration, the journal and the ledger of polls tell of it, together.
struct SourceView {
  std::string id;
  std::string url;  ///< as configured, or the one that was adopted in its place
  std::string origin;
  schedule::Options schedule;
  std::string parked;  ///< why, by the journal; empty if it is not
  Moment parked_at{};
  bool let_go = false;  ///< it was unparked and no daemon has taken that up yet
  ShownState state = ShownState::unknown;
  SourceRecord record;
  Moment held_until{};  ///< the origin wants peace until then (Retry-After)…
  std::string held_by;  ///< …which this other source was told; empty: nobody was
};

/// @param state   of the journal; nothing: it does not know the source
/// @param record  of the ledger; nothing: no poll was noted
[[nodiscard]] SourceView view_of(const source::Options& source, const std::optional<SourceState>& state,
                                 const std::optional<SourceRecord>& record);

/// Marks those whose origin has told another of these sources to stay away (Retry-After).
void note_holds(std::vector<SourceView>& views);

/// Whether that is what it waits for.
[[nodiscard]] bool is_held(const SourceView& view, Moment now);

/// Whether a person should look at it: it fails, is silent or is parked.
[[nodiscard]] bool is_in_trouble(const SourceView& view);

/// A table, a source a line, and a line that counts them.
[[nodiscard]] std::string sources_text(const std::vector<SourceView>& views, Moment now, Colour colour);

/// An array of objects with all that is known. What is not known is null.
[[nodiscard]] std::string sources_json(const std::vector<SourceView>& views);

}  // namespace tb::app
