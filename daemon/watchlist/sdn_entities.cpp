// Parties → entities. Each name is judged once by what it is, then written in all its spellings.
#include "tenbells/watchlist/sdn_entities.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>

#include "context.hpp"
#include "spellings.hpp"
#include "tenbells/text/utf8.hpp"
#include "tenbells/text/words.hpp"
#include "title_case.hpp"

namespace tb::watchlist {
namespace {

constexpr std::size_t kMostSpellings = 12;  // of one name
constexpr std::size_t kMostNames = 1'000;   // of one party, however many aliases it has
constexpr std::size_t kLongestName = 400;   // bytes; a pack takes 500 characters
constexpr std::size_t kShortWord = 3;       // letters: ETA and eta are two things
constexpr std::size_t kTellEvery = 500;     // parties

std::string_view kind_of(SdnParty::Kind kind) {
  switch (kind) {
    case SdnParty::Kind::person:
      return "person";
    case SdnParty::Kind::organisation:
      return "organisation";
    case SdnParty::Kind::vessel:
    case SdnParty::Kind::aircraft:
      return "thing";
  }
  return "thing";
}

// What the rule language or the list itself would take for a sign of its own.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool is_sign = c == '*' || c == '"' || c == '|' || static_cast<unsigned char>(c) < ' ';
    const char put = is_sign ? ' ' : c;
    if (put != ' ' || (!out.empty() && out.back() != ' ')) out += put;
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

// Particles that stand at the end of the given names in the list and before the family name everywhere else.
bool is_particle(std::string_view word) {
  constexpr std::array<std::string_view, 16> kParticles{"al",  "el", "bin", "ibn", "ben", "abu", "de",   "del",
                                                        "der", "di", "da",  "la",  "van", "von", "bint", "ould"};
  return std::ranges::find(kParticles, word) != kParticles.end();
}

// "Ayman al" + "ZAWAHIRI" → "Ayman", "al Zawahiri".
void move_particles(std::string& first, std::string& last) {
  while (!first.empty()) {
    const std::size_t blank = first.rfind(' ');
    const std::string word = first.substr(blank == std::string::npos ? 0 : blank + 1);
    if (!is_particle(word)) return;
    last = word + " " + last;
    first.resize(blank == std::string::npos ? 0 : blank);
  }
}

// Dmitriy Sergeyevich → Dmitriy, as the news calls him; empty if there is no patronymic among the given names.
std::string without_patronymic(std::string_view given) {
  std::string out;
  bool is_shorter = false;
  for (std::size_t begin = 0; begin < given.size();) {
    const std::size_t end = std::min(given.size(), given.find(' ', begin));
    const std::string_view word = given.substr(begin, end - begin);
    constexpr std::array<std::string_view, 8> kEndings{"ovich", "evich", "ovna", "evna",
                                                       "ovych", "ivna",  "yich", "ichna"};
    const bool is_patronymic =
        begin > 0 && std::ranges::any_of(kEndings, [&](std::string_view ending) { return word.ends_with(ending); });
    if (!is_patronymic) out += (out.empty() ? "" : " ") + std::string(word);
    is_shorter = is_shorter || is_patronymic;
    begin = end + 1;
  }
  return is_shorter ? out : std::string();
}

// How a name stands in the news, and with the family name first where that is another way.
struct Orders {
  std::string usual;
  std::string family_first;  // empty: it has one order
  std::string shorter = {};  // without the patronymic; empty: it has none
};

Orders orders_of(const SdnName& name, SdnParty::Kind kind) {
  if (kind != SdnParty::Kind::person) return {.usual = plain(name.last), .family_first = {}};
  std::string first = title_case(plain(name.first));
  std::string last = title_case(plain(name.last));
  if (first.empty()) return {.usual = last, .family_first = {}};
  move_particles(first, last);
  if (first.empty()) return {.usual = last, .family_first = {}};
  const std::string given = without_patronymic(first);
  return {.usual = first + " " + last,
          .family_first = last + " " + first,
          .shorter = given.empty() ? std::string() : given + " " + last};
}

enum class Trust : std::uint8_t { plain, exact, guarded, guarded_exact };

Trust trust_in(const std::string& name, const SdnParty& party, bool is_weak) {
  const text::Words words = text::words(name);
  const bool is_single = words.size() == 1;
  const std::string_view first = words.size() > 0 ? words.text(0) : std::string_view();
  const auto letters =
      std::ranges::count_if(first, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  const bool is_short = is_single && letters <= static_cast<std::ptrdiff_t>(kShortWord);
  const bool is_person = party.kind == SdnParty::Kind::person;
  const bool is_vessel = party.kind == SdnParty::Kind::vessel;
  const bool is_guarded = is_weak || is_vessel || (is_single && (is_person || is_ordinary_word(first)));
  if (is_guarded) return is_short ? Trust::guarded_exact : Trust::guarded;
  return is_short ? Trust::exact : Trust::plain;
}

// Puts an entity together.
class Builder {
 public:
  Builder(const SdnParty& party, SdnEntities& counts) : party_(party), counts_(counts) {
    entity_.id = fmt::format("ofac-{}", party.uid);
    entity_.kind = kind_of(party.kind);
    entity_.ids = party.ids;
    entity_.ids.insert_or_assign("ofac", std::to_string(party.uid));
  }

  void add(const SdnName& name) {
    const Orders orders = orders_of(name, party_.kind);
    if (orders.usual.empty() || orders.usual.size() > kLongestName || key_of_name(orders.usual).empty()) return;
    const Trust trust = trust_in(orders.usual, party_, name.weak);
    const bool is_spelt = trust == Trust::exact || trust == Trust::guarded_exact;
    const bool has_one_spelling =
        is_spelt || party_.kind == SdnParty::Kind::vessel || party_.kind == SdnParty::Kind::aircraft;
    const std::size_t most = has_one_spelling ? 1 : kMostSpellings - (orders.family_first.empty() ? 0 : 1);
    std::vector<std::string> all = spellings(orders.usual, most);
    if (!orders.family_first.empty()) all.insert(all.begin() + 1, orders.family_first);
    for (std::string& each : all) put(std::move(each), trust);
    if (orders.shorter.empty()) return;
    // Many people have the short name.
    for (std::string& each : spellings(orders.shorter, kMostSpellings)) put(std::move(each), Trust::guarded);
  }

  // Nothing, if not one name is left.
  bool finish() {
    if (guarded_.names.empty() && guarded_.exact.empty()) return !entity_.names.empty() || !entity_.exact.empty();
    guarded_.context = context_of(party_);
    guarded_.within = kContextWithin;
    entity_.ambiguous = std::move(guarded_);
    return true;
  }

  rules::Entity take() { return std::move(entity_); }

 private:
  void put(std::string name, Trust trust) {
    if (keys_.size() >= kMostNames || !keys_.insert(key_of_name(name)).second) return;
    ++counts_.names;
    if (trust == Trust::guarded || trust == Trust::guarded_exact) ++counts_.guarded;
    switch (trust) {
      case Trust::plain:
        entity_.names.push_back(std::move(name));
        return;
      case Trust::exact:
        entity_.exact.push_back(std::move(name));
        return;
      case Trust::guarded:
        guarded_.names.push_back(std::move(name));
        return;
      case Trust::guarded_exact:
        guarded_.exact.push_back(std::move(name));
        return;
    }
  }

  const SdnParty& party_;
  SdnEntities& counts_;
  rules::Entity entity_;
  rules::AmbiguousNames guarded_;
  std::unordered_set<std::string> keys_;
};

}  // namespace

SdnEntities entities_of(const std::vector<SdnParty>& parties, WeakAliases weak,
                        const std::function<void(std::size_t)>& progress) {
  SdnEntities made;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    Builder builder(parties[i], made);
    // Strong ones first: a name that is both is not weak.
    for (const bool is_weak : {false, true}) {
      for (const SdnName& name : parties[i].names) {
        if (name.weak != is_weak) continue;
        if (is_weak && weak == WeakAliases::leave_out) {
          ++made.left_out;
        } else {
          builder.add(name);
        }
      }
    }
    if (builder.finish()) made.entities.push_back(builder.take());
    if (progress && (i % kTellEvery == 0 || i + 1 == parties.size())) progress(i + 1);
  }
  return made;
}

}  // namespace tb::watchlist
