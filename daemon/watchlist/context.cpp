// Contexts and ordinary words: tables of ours. A wrong row costs precision of the guarded names alone.
#include "context.hpp"

#include <algorithm>
#include <array>

namespace tb::watchlist {
namespace {

struct Program {
  std::string_view begins;  // the codes of the list change and multiply, their beginnings stay
  std::string_view words;
};

constexpr std::array kPrograms{
    Program{"SDGT", "terror* OR militant* OR jihad*"},
    Program{"FTO", "terror* OR militant* OR jihad*"},
    Program{"SDT", "terror* OR militant* OR jihad*"},
    Program{"HIZ", "Hezbollah OR Hizballah OR Lebanon"},
    Program{"IRAN", "Iran*"},
    Program{"IRGC", "Iran*"},
    Program{"IFSR", "Iran*"},
    Program{"NPWMD", "missile* OR nuclear OR weapon*"},
    Program{"DPRK", "\"North Korea\" OR Pyongyang"},
    Program{"SYRIA", "Syria*"},
    Program{"RUSSIA", "Russia* OR Kremlin OR Ukrain*"},
    Program{"UKRAINE", "Russia* OR Kremlin OR Ukrain*"},
    Program{"CUBA", "Cuba*"},
    Program{"VENEZUELA", "Venezuela*"},
    Program{"BELARUS", "Belarus*"},
    Program{"IRAQ", "Iraq*"},
    Program{"LIBYA", "Libya*"},
    Program{"SOMALIA", "Somali*"},
    Program{"SUDAN", "Sudan*"},
    Program{"SOUTH SUDAN", "Sudan*"},
    Program{"DARFUR", "Sudan* OR Darfur"},
    Program{"YEMEN", "Yemen*"},
    Program{"BURMA", "Myanmar OR Burm*"},
    Program{"ZIMBABWE", "Zimbabwe*"},
    Program{"LEBANON", "Lebanon OR Lebanese"},
    Program{"NICARAGUA", "Nicaragua*"},
    Program{"BALKANS", "Bosnia* OR Serb* OR Kosov*"},
    Program{"CAR", "\"Central African Republic\""},
    Program{"DRCONGO", "Congo*"},
    Program{"MALI", "Mali*"},
    Program{"ETHIOPIA", "Ethiopia*"},
    Program{"AFGHANISTAN", "Afghan* OR Taliban"},
    Program{"SDNT", "drug* OR cartel* OR traffick*"},
    Program{"ILLICIT-DRUGS", "drug* OR cartel* OR traffick*"},
    Program{"TCO", "cartel* OR gang* OR mafia"},
    Program{"CYBER", "hack* OR cyber* OR ransomware"},
    Program{"GLOMAG", "corrupt* OR \"human rights\""},
    Program{"MAGNIT", "corrupt* OR \"human rights\""},
    Program{"HK", "\"Hong Kong\""},
    Program{"CMIC", "China OR Chinese"},
};

constexpr std::string_view kOfAll = "sanction* OR blacklist* OR OFAC OR designated";
constexpr std::string_view kOfVessels = "ship* OR vessel* OR tanker* OR cargo OR IMO";
constexpr std::string_view kOfAircraft = "aircraft OR jet* OR plane* OR airline*";

// What companies, groups and ships like to be called, and is said of other things every day. Sorted.
constexpr std::array<std::string_view, 161> kOrdinary{
    "advance",      "africa",   "agency",        "alert",    "alliance", "alpha",    "amber",     "american",
    "anchor",       "angel",    "apex",          "arab",     "arena",    "army",     "arrow",     "asia",
    "atlantic",     "atlas",    "authority",     "avenue",   "bank",     "base",     "battalion", "beacon",
    "beauty",       "bell",     "black",         "blue",     "brave",    "bridge",   "brigade",   "bright",
    "brothers",     "camp",     "capital",       "caravan",  "cartel",   "castle",   "cedar",     "central",
    "champion",     "channel",  "charity",       "chemical", "china",    "city",     "clean",     "coast",
    "commander",    "company",  "compass",       "concord",  "council",  "crown",    "crystal",   "dawn",
    "defence",      "delta",    "desert",        "diamond",  "doctor",   "dolphin",  "dragon",    "dream",
    "eagle",        "earth",    "east",          "echo",     "electron", "element",  "emerald",   "empire",
    "energy",       "engineer", "europe",        "event",    "express",  "falcon",   "fame",      "father",
    "federation",   "fire",     "flame",         "fleet",    "forest",   "fortune",  "forward",   "foundation",
    "founder",      "freedom",  "friend",        "front",    "future",   "galaxy",   "general",   "giant",
    "glory",        "gold",     "golden",        "grace",    "green",    "group",    "guardian",  "harmony",
    "haven",        "hawk",     "heaven",        "hero",     "horizon",  "hope",     "house",     "impact",
    "independence", "industry", "international", "iron",     "island",   "jupiter",  "king",      "knight",
    "lake",         "land",     "liberty",       "light",    "lion",     "lotus",    "marine",    "market",
    "master",       "mercury",  "mission",       "moon",     "morning",  "movement", "nation",    "nova",
    "ocean",        "omega",    "orient",        "pacific",  "palace",   "patriot",  "peace",     "pearl",
    "phoenix",      "pioneer",  "planet",        "power",    "pride",    "prince",   "progress",  "promise",
    "resistance",   "rose",     "ruby",          "shark",    "shield",   "silver",   "star",      "storm",
    "sun",
};

}  // namespace

std::string context_of(const SdnParty& party) {
  std::vector<std::string_view> parts{kOfAll};
  if (party.kind == SdnParty::Kind::vessel) parts.push_back(kOfVessels);
  if (party.kind == SdnParty::Kind::aircraft) parts.push_back(kOfAircraft);
  for (const std::string& code : party.programs) {
    const auto* program = std::ranges::find_if(
        kPrograms, [&](const Program& each) { return std::string_view(code).starts_with(each.begins); });
    if (program == kPrograms.end()) continue;
    if (std::ranges::find(parts, program->words) == parts.end()) parts.push_back(program->words);
  }
  std::string context;
  for (const std::string_view part : parts) context += (context.empty() ? "" : " OR ") + std::string(part);
  return context;
}

bool is_ordinary_word(std::string_view word) {
  return std::ranges::find(kOrdinary, word) != kOrdinary.end();
}

}  // namespace tb::watchlist
