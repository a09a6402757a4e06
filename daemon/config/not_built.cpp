// A table; what gets built leaves it.
#include "not_built.hpp"

#include <algorithm>
#include <array>

namespace tb::config {
namespace {

struct Unbuilt {
  std::string_view what;
  std::string_view key;
  std::string_view message;
};

constexpr std::string_view kRelay =
    "this kind of sink is not built yet: send alerts as JSON with `webhook:` to a relay of yours that turns them into "
    "its form";
constexpr std::string_view kNoPushKey =
    "no source has a key for this: write its `feed:`; where it names a hub it is subscribed to by itself, once "
    "`websub: {callback: …}` stands at the top";
constexpr std::string_view kNoCounting =
    "counting over items and sources is not built yet: every item that matches rings by itself; give the rule the "
    "severity of a single one";

constexpr std::array kUnbuilt{
    Unbuilt{"a source", "opml", "reading OPML is not built yet: list each of its feeds as a `feed:` of its own"},
    Unbuilt{"a source", "push", kNoPushKey},
    Unbuilt{"a source", "hub", kNoPushKey},
    Unbuilt{"a source", "spool",
            "spool folders are not built yet: let a web server on this machine serve a feed of the folder, and add "
            "`allow_private: true`"},
    Unbuilt{"a source", "key",
            "keys of known APIs are not built yet: write the key under `query:` or `headers:` by the name that the "
            "API has for it, such as `query: {api-key: \"${file:key}\"}`"},
    Unbuilt{"a source", "preset",
            "no API is known by name yet: write its address under `api:`, with `items:` and `fields:`"},
    Unbuilt{"a source", "trust", "tiers of trust are not built yet: write a word of yours under `tags:`"},
    Unbuilt{"a source", "lang", "languages of sources are not built yet: write a word of yours under `tags:`"},
    Unbuilt{"a sink", "teams", kRelay},
    Unbuilt{"a sink", "discord", kRelay},
    Unbuilt{"a sink", "telegram", kRelay},
    Unbuilt{"a sink", "mattermost", kRelay},
    Unbuilt{"a sink", "rocketchat", kRelay},
    Unbuilt{"a sink", "zulip", kRelay},
    Unbuilt{"a sink", "matrix", kRelay},
    Unbuilt{"a sink", "ntfy", kRelay},
    Unbuilt{"a sink", "pagerduty", kRelay},
    Unbuilt{"a sink", "email", kRelay},
    Unbuilt{"a sink", "smtp", kRelay},
    Unbuilt{"a sink", "file",
            "files are not built yet: write `stdout: ndjson` and lead the daemon's standard output into one"},
    Unbuilt{"a rule", "escalate", kNoCounting},
    Unbuilt{"a rule", "count", kNoCounting},
    Unbuilt{"a rule", "within", kNoCounting},
    Unbuilt{"a rule", "threshold", "the threshold stands inside `score:`, beside its `terms:`"},
    Unbuilt{"a rule", "cooldown",
            "cool-downs are not built yet: every item that matches rings; make `match` narrower, or thin alerts out "
            "where they arrive"},
    Unbuilt{"a rule", "lang", "languages are part of the expression: write `match: lang:zh AND (…)`"},
    Unbuilt{"a rule", "language", "languages are part of the expression: write `match: lang:zh AND (…)`"},
    Unbuilt{"a rule", "source", "sources are part of the expression: write `match: source:guardian AND (…)`"},
    Unbuilt{"a rule", "sources", "sources are part of the expression: write `match: source:guardian AND (…)`"},
    Unbuilt{"a rule", "tags", "tags are part of the expression: write `match: tags:wire AND (…)`"},
    Unbuilt{"a rule", "context",
            "there is no context of rules: write what must stand beside it into `match:`, with AND or NEAR; entities "
            "have one under `ambiguous:`"},
    Unbuilt{"a rule", "not", "this is called `unless:` here"},
};

}  // namespace

std::string_view not_built(std::string_view what, std::string_view key) {
  const auto* found = std::ranges::find_if(kUnbuilt, [&](const Unbuilt& u) { return u.what == what && u.key == key; });
  return found == kUnbuilt.end() ? std::string_view() : found->message;
}

bool is_preset_name(std::string_view api) {
  return !api.empty() && api.find_first_of(":/.") == std::string_view::npos;
}

bool holds_unbuilt(std::string_view what, const Node& map) {
  return std::ranges::any_of(map.children, [&](const Node& child) {
    const bool is_preset = what == "a source" && child.key == "api" && child.kind == Node::Kind::string;
    return !not_built(what, child.key).empty() || (is_preset && is_preset_name(child.text));
  });
}

}  // namespace tb::config
