// Written to be obviously right; its time does not matter.
#include "rules/naive_places.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "tenbells/text/clitics.hpp"
#include "tenbells/text/next_code_point.hpp"
#include "tenbells/text/sentences.hpp"

namespace tb::rules {
namespace {

bool shows_dots_or_capitals(const text::Word& word, std::string_view shipped) {
  if (word.dotted) return true;
  for (std::size_t at = word.begin; at < word.end;) {
    if (u_islower(text::next_code_point(shipped, at))) return false;
  }
  return true;
}

/// Whether the letters are the wanted ones, as they are or without what Arabic, Hebrew and Korean write onto a word.
bool are_letters(std::string_view letters, std::string_view wanted, bool goes_on, bool exact) {
  const auto is_wanted = [&](std::string_view form) { return goes_on ? form.starts_with(wanted) : form == wanted; };
  bool found = is_wanted(letters);
  if (!exact) text::for_each_bare_form(letters, [&](std::string_view form) { found = found || is_wanted(form); });
  return found;
}

/// Whether the words are spelt as the name is.
bool is_spelt(const std::string& shipped, const Alias& alias) {
  const text::Words words = text::words(shipped, text::Case::keep);
  const text::Words wanted = text::words(alias.name, text::Case::keep);
  if (words.size() != wanted.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool goes_on = alias.prefix && i + 1 == words.size();
    if (goes_on ? !words.text(i).starts_with(wanted.text(i)) : words.text(i) != wanted.text(i)) return false;
  }
  return true;
}

/// Compiled once for the whole program: RE2 takes longer to read a pattern than to search a text for it.
const re2::RE2& compiled(const Expression& leaf) {
  static std::map<std::pair<std::string, std::string>, std::unique_ptr<const re2::RE2>> all;
  auto& pattern = all[{leaf.content, leaf.flags}];
  if (pattern) return *pattern;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(leaf.flags.find('i') == std::string::npos);
  options.set_dot_nl(leaf.flags.find('s') != std::string::npos);
  pattern = std::make_unique<const re2::RE2>(leaf.content, options);
  return *pattern;
}

std::string folded_whole(const std::string& text, bool exact) {
  return text::fold(text, exact ? text::Case::keep : text::Case::fold).text;
}

}  // namespace

Alias alias_of(const std::string& name, bool exact, const std::string& entity) {
  const bool prefix = name.ends_with('*');
  return {.name = prefix ? name.substr(0, name.size() - 1) : name,
          .exact = exact,
          .prefix = prefix,
          .written = name,
          .entity = entity};
}

bool language_is_in(const std::string& language, const std::string& range) {
  const std::string tag = folded_whole(language, false);
  const std::string wanted = folded_whole(range, false);
  return !tag.empty() && (tag == wanted || tag.starts_with(wanted + "-"));
}

NaivePlaces::NaivePlaces(const Item& item) {
  for (const Field field : kFields) {
    for (std::size_t entry = 0; entry < entries_of(item, field); ++entry) {
      const std::string& shipped = text_of(item, field, entry);
      texts_.push_back({.field = field, .entry = entry, .shipped = shipped});
      if (kWholeFields.has(field)) continue;
      texts_.back().words = text::words(shipped);
      if (std::ranges::find(kStoryFields, field) == kStoryFields.end()) continue;
      std::ranges::move(sentences_of(texts_.back()), std::back_inserter(sentences_));
    }
  }
}

std::vector<Standing> NaivePlaces::of(const Expression& leaf) const {
  if (leaf.kind != Expression::Kind::regex) {
    const bool prefix = leaf.kind == Expression::Kind::prefix;
    return of({.name = leaf.content, .exact = leaf.exact, .prefix = prefix, .written = leaf.written}, leaf.fields);
  }
  std::vector<Standing> all;
  for (const Text& text : texts_) {
    if (leaf.fields.has(text.field)) std::ranges::move(regex(text, leaf), std::back_inserter(all));
  }
  return all;
}

std::vector<Standing> NaivePlaces::of(const Alias& alias, Fields fields) const {
  std::vector<Standing> all;
  for (const Text& text : texts_) {
    if (!fields.has(text.field)) continue;
    std::ranges::move(kWholeFields.has(text.field) ? whole(text, alias) : in(text, alias), std::back_inserter(all));
  }
  return all;
}

std::vector<Standing> NaivePlaces::in(const Text& text, const Alias& alias) {
  const text::Words wanted = text::words(alias.name);
  std::vector<Standing> all;
  for (std::size_t at = 0; at + wanted.size() <= text.words.size(); ++at) {
    bool same = wanted.size() > 0;
    for (std::size_t i = 0; i < wanted.size() && same; ++i) {
      const text::Word& word = text.words.list[at + i];
      const bool goes_on = alias.prefix && i + 1 == wanted.size();
      same = are_letters(text.words.text(at + i), wanted.text(i), goes_on, alias.exact);
      if (i > 0 && wanted.list[i].joined) same = same && word.joined;
      if (wanted.list[i].dotted) same = same && shows_dots_or_capitals(word, text.shipped);
    }
    if (!same) continue;
    const Place bytes{.begin = text.words.list[at].begin, .end = text.words.list[at + wanted.size() - 1].end};
    Standing found = standing(text, bytes, alias.written, alias.entity);
    if (alias.exact && !is_spelt(found.evidence[0].text, alias)) continue;
    found.first = at;  // not all that the bytes touch: ½ is two words of the same bytes
    found.last = at + wanted.size();
    all.push_back(std::move(found));
  }
  return all;
}

std::vector<Standing> NaivePlaces::whole(const Text& text, const Alias& alias) {
  const std::string value = folded_whole(text.shipped, alias.exact);
  const std::string wanted = folded_whole(alias.name, alias.exact);
  bool same = alias.prefix ? value.starts_with(wanted) : value == wanted;
  if (text.field == Field::lang && !alias.prefix) same = language_is_in(text.shipped, alias.name);
  if (!same || text.shipped.empty()) return {};
  return {standing(text, {.begin = 0, .end = text.shipped.size()}, alias.written, alias.entity)};
}

std::vector<Standing> NaivePlaces::regex(const Text& text, const Expression& leaf) {
  const re2::RE2& pattern = compiled(leaf);
  std::vector<Standing> all;
  re2::StringPiece match;
  for (std::size_t from = 0; from < text.shipped.size();) {
    if (!pattern.Match(text.shipped, from, text.shipped.size(), re2::RE2::UNANCHORED, &match, 1)) break;
    if (match.empty()) break;
    const auto begin = static_cast<std::size_t>(match.data() - text.shipped.data());
    from = begin + match.size();
    all.push_back(standing(text, {.begin = begin, .end = from}, leaf.written, {}));
  }
  return all;
}

/// Of these bytes and all words that they touch.
Standing NaivePlaces::standing(const Text& text, Place bytes, const std::string& written, const std::string& entity) {
  const auto is_before = [&](const text::Word& word) { return word.end <= bytes.begin; };
  const auto begins_before_its_end = [&](const text::Word& word) { return word.begin < bytes.end; };
  const auto& words = text.words.list;
  return {.field = text.field,
          .entry = text.entry,
          .first = static_cast<std::size_t>(std::ranges::count_if(words, is_before)),
          .last = static_cast<std::size_t>(std::ranges::count_if(words, begins_before_its_end)),
          .begin = bytes.begin,
          .end = bytes.end,
          .evidence = {{.field = text.field,
                        .entry = text.entry,
                        .begin = bytes.begin,
                        .end = bytes.end,
                        .text = text.shipped.substr(bytes.begin, bytes.end - bytes.begin),
                        .term = written,
                        .entity = entity}}};
}

std::vector<Standing> NaivePlaces::sentences_of(const Text& text) {
  std::vector<Standing> all;
  std::size_t begin = 0;
  for (const std::size_t end : text::sentence_ends(text.shipped)) {
    const auto is_before = [&](const text::Word& word) { return word.begin < begin; };
    const auto ends_inside = [&](const text::Word& word) { return word.end <= end; };
    all.push_back({.field = text.field,
                   .entry = text.entry,
                   .first = static_cast<std::size_t>(std::ranges::count_if(text.words.list, is_before)),
                   .last = static_cast<std::size_t>(std::ranges::count_if(text.words.list, ends_inside)),
                   .begin = begin,
                   .end = end});
    begin = end;
  }
  return all;
}

}  // namespace tb::rules
