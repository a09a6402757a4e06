// The spellings of a name. It is cut into pieces, each with its alternatives, the one that stands there first; then the
// combinations are walked by how far they are from the name, so that a limit cuts off the far ones.
#include "spellings.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <unordered_set>

#include "spelling_table.hpp"
#include "tenbells/text/words.hpp"
#include "title_case.hpp"

namespace tb::watchlist {
namespace {

constexpr std::size_t kMostWalked = 500;  // combinations looked at: many of them fold to the same

using Alternatives = std::vector<std::string>;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

// Blanks and hyphens divide, for AL-ZAWAHIRI is al Zawahiri.
std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.size(), name.find_first_of(" -", at));
    if (end > at) parts.emplace_back(name.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string capitalised(std::string_view word) {
  std::string out(word);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] & ~0x20);
  return out;
}

Alternatives of_word(const std::string& word) {
  Alternatives all{word};
  const std::string small = lower(word);
  const std::span<const std::string_view> whole = spellings_of_word(small);
  for (const std::string_view each : whole) {
    if (each != small) all.push_back(capitalised(each));
  }
  if (!whole.empty()) return all;
  const std::span<const std::string_view> endings = spellings_of_ending(small);
  const auto own = std::ranges::find_if(endings, [&](std::string_view ending) { return small.ends_with(ending); });
  if (own == endings.end()) return all;
  // The longest that it has: "skiy" and not "iy".
  const std::string stem = word.substr(0, word.size() - own->size());
  for (const std::string_view ending : endings) {
    if (ending != *own) all.push_back(stem + std::string(ending));
  }
  return all;
}

bool is_article(std::string_view small) {
  return small == "al" || small == "el" || small == "ul";
}

// Abd al Rahman, Abdul Rahman, Abdelrahman: one name in two or three parts. How many of the parts it takes; 0: it is
// none.
std::size_t length_of_servant(std::span<const std::string> parts) {
  const std::string first = lower(parts[0]);
  if (first == "abd" && parts.size() > 2 && is_article(lower(parts[1]))) return 3;
  const bool is_joined = first == "abdul" || first == "abdel" || first == "abdal" || first == "abdol";
  return is_joined && parts.size() > 1 ? 2 : 0;
}

Alternatives of_servant(std::span<const std::string> parts) {
  const std::string own =
      std::accumulate(parts.begin() + 1, parts.end(), parts[0],
                      [](std::string all, const std::string& part) { return std::move(all) + " " + part; });
  const std::string& of = parts.back();
  return {own, "Abdul " + of, "Abdel " + of, "Abdul" + lower(of), "Abdel" + lower(of), "Abd al " + of, "Abd el " + of};
}

// The article and its word.
Alternatives of_article(const std::string& article, const std::string& word) {
  Alternatives all;
  const Alternatives words = of_word(word);
  for (const std::string& each : words) {
    all.push_back(article + " " + each);
    if (&each == &words.front()) {
      all.push_back((lower(article) == "al" ? "el " : "al ") + each);
      all.push_back("Al" + lower(each));
    }
  }
  return all;
}

std::vector<Alternatives> pieces_of(const std::vector<std::string>& parts) {
  std::vector<Alternatives> pieces;
  for (std::size_t i = 0; i < parts.size();) {
    const std::span<const std::string> rest = std::span(parts).subspan(i);
    if (const std::size_t length = length_of_servant(rest); length > 0) {
      pieces.push_back(of_servant(rest.subspan(0, length)));
      i += length;
    } else if (is_article(lower(parts[i])) && rest.size() > 1) {
      pieces.push_back(of_article(parts[i], parts[i + 1]));
      i += 2;
    } else {
      pieces.push_back(of_word(parts[i]));
      ++i;
    }
  }
  return pieces;
}

// Calls visit(choice) for every choice of alternatives whose numbers add up to `distance`, in order, until it says no.
template <class Visit>
bool choose(const std::vector<Alternatives>& pieces, std::size_t distance, std::vector<std::size_t>& choice,
            const Visit& visit) {
  if (choice.size() == pieces.size()) return distance > 0 || visit(choice);
  const std::size_t most = std::min(distance, pieces[choice.size()].size() - 1);
  for (std::size_t each = 0; each <= most; ++each) {
    choice.push_back(each);
    const bool goes_on = choose(pieces, distance - each, choice, visit);
    choice.pop_back();
    if (!goes_on) return false;
  }
  return true;
}

}  // namespace

std::string key_of_name(std::string_view name) {
  const text::Words words = text::words(name);
  std::string key;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) key += ' ';
    key += words.text(i);
  }
  return key;
}

std::vector<std::string> spellings(std::string_view name, std::size_t most) {
  std::vector<std::string> all{std::string(name)};
  std::unordered_set<std::string> keys{key_of_name(name)};
  const std::vector<Alternatives> pieces = pieces_of(parts_of(name));
  std::size_t farthest = 0;
  for (const Alternatives& piece : pieces) farthest += piece.size() - 1;
  std::size_t walked = 0;
  const auto take = [&](const std::vector<std::size_t>& choice) {
    std::string spelling;
    for (std::size_t i = 0; i < choice.size(); ++i) spelling += (i > 0 ? " " : "") + pieces[i][choice[i]];
    if (keys.insert(key_of_name(spelling)).second) all.push_back(std::move(spelling));
    return all.size() < most && ++walked < kMostWalked;
  };
  for (std::size_t distance = 1; distance <= farthest && all.size() < most; ++distance) {
    std::vector<std::size_t> choice;
    if (!choose(pieces, distance, choice, take)) break;
  }
  return all;
}

}  // namespace tb::watchlist
