// The new address takes the place of the old one in the state alone: the configuration stays the owner's.
#include "moves.hpp"

#include "tenbells/http/url.hpp"
#include "tenbells/source/origin_gate.hpp"
#include "tenbells/source/poll.hpp"

namespace tb::source {
namespace {

bool may_follow_for_good(const Options& source, const std::string& from, const std::string& to) {
  if (!source.query.empty()) return false;  // the redirect may hold the query's secrets in any form
  if (from.starts_with("https:") && !to.starts_with("https:")) return false;
  return source.headers.empty() || origin_of(from) == origin_of(to);
}

}  // namespace

SourceState after_move(SourceState state, const Options& source, const http::Response& response, int moves) {
  if (state.configured_url != source.url) {  // another address was configured: what was learned is of the old one
    state.configured_url.clear();
    state.moving_to.clear();
    state.moved_to.clear();
    state.moves_seen = 0;
  }
  if (!response.moved_permanently) {
    state.moving_to.clear();
    state.moves_seen = 0;
    return state;
  }
  const std::string from = http::canonical_url(address_of(source, state)).value_or("");
  if (!may_follow_for_good(source, from, response.url)) return state;
  state.configured_url = source.url;
  state.moves_seen = state.moving_to == response.url ? state.moves_seen + 1 : 1;
  state.moving_to = response.url;
  if (state.moves_seen < moves) return state;
  state.moved_to = response.url;
  state.moving_to.clear();
  state.moves_seen = 0;
  return state;
}

}  // namespace tb::source
