// The loop over an item's words is the hot path of the program: it only hashes them and asks one bit of each; what
// these set off is looked at afterwards, and where a term stands only once a rule asks. A hash that is equal is not yet
// a word that is: letters are compared before a term counts as found. Stamps (epochs) make forgetting free.
#include "reading.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>

#include "tenbells/core/hit.hpp"
#include "tenbells/text/clitics.hpp"
#include "tenbells/text/next_code_point.hpp"

namespace tb::rules {
namespace {

constexpr std::uint32_t kEnd = ~std::uint32_t{0};
constexpr std::size_t kFewestSlots = 64;
constexpr std::size_t kShortItem = 4096;   // words; looking through them once costs what indexing two hundred does
constexpr std::uint32_t kFewTexts = 16;    // of one expression; of more a map knows where they are
constexpr std::size_t kFewUsers = 24;      // asking so many costs less than gathering the grams of a text
constexpr std::size_t kAhead = 8;          // how many steps before its turn memory is fetched
constexpr std::uint32_t kFewLookups = 40;  // where indexing begins to be cheaper

bool has_small_letter(std::string_view shipped) {
  for (std::size_t at = 0; at < shipped.size();) {
    const UChar32 character = text::next_code_point(shipped, at);
    if (character >= 0 && u_hasBinaryProperty(character, UCHAR_LOWERCASE) != 0) return true;
  }
  return false;
}

/// ASCII that folding would leave as it is but for its capitals.
bool is_plain(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (c & 0x80) != 0 || c == '.' || c == '\'' || c == '`'; });
}

bool is_spelt(std::string_view shipped, const std::vector<std::string>& spelling, bool is_prefix) {
  if (spelling.size() == 1 && is_plain(shipped)) {
    return is_prefix ? shipped.starts_with(spelling[0]) : shipped == spelling[0];
  }
  const text::Words words = text::words(shipped, text::Case::keep);
  if (words.size() != spelling.size()) return false;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    const bool is_open = is_prefix && i + 1 == spelling.size();
    if (is_open ? !words.text(i).starts_with(spelling[i]) : words.text(i) != spelling[i]) return false;
  }
  return true;
}

Width width_of(Offsets offsets) {
  return offsets == Offsets::ascii ? Width::ascii : Width::any;
}

/// Hebrew and Arabic, which write particles before a word of whatever script.
bool may_have_proclitic(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xD6 && byte <= 0xDD;
}

/// Hangul, which writes them behind it.
bool may_have_particle(const char* letters, std::size_t length) {
  if (length < 3) return false;
  const auto byte = static_cast<unsigned char>(letters[length - 3]);
  return byte >= 0xEA && byte <= 0xED;
}

}  // namespace

void Reading::read(const Item& item, const ReadingPlan& plan) {
  begin(item, plan);
  for (const Field field : kFields) {
    if (!plan.words_in.has(field)) continue;
    const auto entries = static_cast<std::uint32_t>(entries_of(item, field));
    for (std::uint32_t entry = 0; entry < entries; ++entry) add_text(field, entry);
  }
  set_off();
}

void Reading::begin(const Item& item, const ReadingPlan& plan) {
  item_ = &item;
  plan_ = &plan;
  ++epoch_;
  if (serial_ != plan.serial || epoch_ == 0) forget(plan);
  texts_.clear();
  tags_.clear();
  others_.clear();
  interesting_.clear();
  looks_.clear();
  sighted_.clear();
  candidates_.clear();
  members_found_.clear();
  literals_found_.clear();
  sightings_.clear();
  occurrences_.clear();
  found_.clear();
  if (!found_at_.empty()) found_at_.clear();
  matches_.clear();
  is_indexed_ = false;
  looked_up_ = 0;
  has_story_alone_ = true;
}

/// All that is known of terms and rules, as of another set.
void Reading::forget(const ReadingPlan& plan) {
  serial_ = plan.serial;
  epoch_ = 1;
  candidates_.reset(plan.rules);
  sighted_.reset(plan.vocabulary.terms().size());
  memos_.assign(plan.vocabulary.terms().size(), TermMemo{});
  literal_heads_.assign(plan.triggers.literals().size(), Head{});
  regex_heads_.assign(plan.vocabulary.patterns().size(), Head{});
  for (FoldedText& folded : folded_) folded.epoch = 0;
}

void Reading::add_text(Field field, std::uint32_t entry) {
  const std::string& shipped = text_of(*item_, field, entry);
  if (shipped.empty()) return;
  if (words_.size() == texts_.size()) words_.emplace_back();
  text::Words& words = words_[texts_.size()];
  text::words(shipped, words);
  if (!texts_.empty()) tags_.push_back(0);
  const auto first = static_cast<std::uint32_t>(tags_.size());
  tag_words(words);
  texts_.push_back({.field = field,
                    .entry = entry,
                    .shipped = shipped,
                    .first = first,
                    .last = static_cast<std::uint32_t>(tags_.size())});
  if (field > Field::body) has_story_alone_ = false;
}

void Reading::tag_words(const text::Words& words) {
  const KeyTable& keys = plan_->triggers.keys();
  const bool looks_for_beginnings = !plan_->prefixes.is_empty();
  auto position = static_cast<std::uint32_t>(tags_.size());
  tags_.resize(tags_.size() + words.size());
  std::size_t interesting = interesting_.size();
  interesting_.resize(interesting + words.size());
  const char* const letters = words.letters.data();
  for (const text::Word& word : words.list) {
    const char* const at = letters + word.letters;
    const std::uint32_t tag = WordKey::of(at, word.length).tag();
    tags_[position] = tag;
    interesting_[interesting] = position;  // stays only if the next line says so: cheaper than a branch
    interesting += keys.may_have(tag) ? 1 : 0;
    if (looks_for_beginnings) add_beginnings({at, word.length}, position);
    if (may_have_proclitic(*at) || may_have_particle(at, word.length)) add_other_forms({at, word.length}, position);
    ++position;
  }
  interesting_.resize(interesting);
}

void Reading::add_beginnings(std::string_view letters, std::uint32_t position) {
  const auto words = static_cast<WordId>(plan_->vocabulary.terms().words().size());
  plan_->prefixes.for_each(letters, [&](WordId prefix) { add_other(position, words + prefix); });
}

/// What is written onto the word taken off, and the beginnings of what is left.
void Reading::add_other_forms(std::string_view letters, std::uint32_t position) {
  text::for_each_bare_form(letters, [&](std::string_view bare) {
    const WordId word = plan_->vocabulary.terms().words().find(bare);
    if (word != kNoWord) add_other(position, word);
    if (!plan_->prefixes.is_empty()) add_beginnings(bare, position);
  });
}

void Reading::add_other(std::uint32_t position, WordId word) {
  for (auto other = others_.rbegin(); other != others_.rend() && other->position == position; ++other) {
    if (other->word == word) return;
  }
  others_.push_back({.position = position, .word = word});
}

void Reading::set_off() {
  const KeyTable& keys = plan_->triggers.keys();
  for (std::size_t i = 0; i < interesting_.size(); ++i) {
    if (i + kAhead < interesting_.size()) keys.fetch(tags_[interesting_[i + kAhead]]);
    look_under(interesting_[i], tags_[interesting_[i]]);
  }
  for (const Other& other : others_) look_under(other.position, plan_->vocabulary.terms().tag_of(other.word));
  set_off_seen();
  if (!plan_->triggers.literals().is_empty()) set_off_regexes();
  add_candidates(plan_->triggers.always());
}

/// The terms that a word stands for, as far as it and its neighbour tell.
void Reading::look_under(std::uint32_t position, std::uint32_t tag) {
  for (const Keyed& keyed : plan_->triggers.keys().find(tag)) {
    if (keyed.position > position) continue;
    if (keyed.neighbour_at != 0) {
      const std::uint32_t beside = position + static_cast<std::uint32_t>(std::int32_t{keyed.neighbour_at});
      if (beside >= tags_.size() || (tags_[beside] != keyed.neighbour && others_.empty())) continue;
    }
    looks_.push_back({.term = keyed.term, .first = position - keyed.position});
    plan_->vocabulary.terms().fetch(keyed.term);
  }
}

void Reading::set_off_seen() {
  const Terms& terms = plan_->vocabulary.terms();
  for (std::size_t i = 0; i < looks_.size(); ++i) {
    if (i + kAhead < looks_.size()) {
      const TermId next = looks_[i + kAhead].term;
      terms.fetch_needs(next);
      plan_->triggers.fetch_rules_of(next);
      __builtin_prefetch(&memos_[next]);
    }
    if (stands_at(looks_[i].term, looks_[i].first)) set_off_term(looks_[i].term, looks_[i].first);
  }
}

void Reading::set_off_term(TermId term, std::uint32_t first) {
  TermMemo& memo = memos_[term];
  const auto sighting = static_cast<std::uint32_t>(sightings_.size());
  const auto length = static_cast<std::uint32_t>(plan_->vocabulary.terms().needs(term).size());
  sightings_.push_back({.words = {.first = first, .last = first + length}, .next = kEnd});
  if (!sighted_.add(term)) {
    sightings_[memo.end].next = sighting;
    memo.end = sighting;
    return;
  }
  memo.begin = memo.end = sighting;
  add_candidates(plan_->triggers.rules_of(term));
  for (const MemberFound& found : plan_->triggers.members_of(term)) {
    members_found_.push_back(found);
    add_candidates(plan_->triggers.rules_of_whole(found.whole));
  }
}

void Reading::set_off_regexes() {
  const LiteralFilter& literals = plan_->triggers.literals();
  for (std::uint32_t text = 0; text < texts_.size(); ++text) {
    literals_new_.clear();
    literals.for_each(case_folded(texts_[text]).text, [&](std::uint32_t literal, std::size_t at) {
      Head& head = literal_heads_[literal];
      const bool is_first = head.epoch != epoch_;
      const bool is_new = is_first || literals_found_[head.first].text != text;
      literals_found_.push_back(
          {.text = text, .at = static_cast<std::uint32_t>(at), .next = is_first ? kEnd : head.first});
      head = {.epoch = epoch_, .first = static_cast<std::uint32_t>(literals_found_.size() - 1)};
      if (is_new) literals_new_.push_back(literal);
    });
    set_off_users(text);
  }
}

/// The rules of the expressions that are filed under the literals of a text. Where there are many, the grams of the
/// text are gathered first: most expressions need one that it does not have.
void Reading::set_off_users(std::uint32_t text) {
  const LiteralFilter& literals = plan_->triggers.literals();
  std::size_t count = 0;
  for (const std::uint32_t literal : literals_new_) count += literals.users(literal).size();
  const bool looks_closer = count > kFewUsers;
  if (looks_closer) grams_.read(case_folded(texts_[text]).text);
  for (const std::uint32_t literal : literals_new_) {
    for (const LiteralUser& user : literals.users(literal)) {
      if (looks_closer && user.needs_gram && !grams_.may_have(user.one) && !grams_.may_have(user.other)) continue;
      if (user.needs_gram && user.has_reach && !may_match_near(user, literal, text)) continue;
      add_candidates(plan_->triggers.rules_of_regex(user.regex));
    }
  }
}

/// Whether what a match needs besides its literal stands near one of the literal's places in a text.
bool Reading::may_match_near(const LiteralUser& user, std::uint32_t literal, std::uint32_t text) const {
  const FoldedText& folded = folded_[text];
  if (folded.offsets == Offsets::moved) return true;
  const std::size_t length = plan_->triggers.literals().length(literal);
  for (std::uint32_t i = literal_heads_[literal].first; i != kEnd; i = literals_found_[i].next) {
    const LiteralFound& found = literals_found_[i];
    if (found.text != text) break;  // the last text's come first
    const Place near =
        user.around({.begin = found.at, .end = found.at + length}, folded.text.size(), width_of(folded.offsets));
    const std::string_view piece = std::string_view(folded.text).substr(near.begin, near.end - near.begin);
    if (has_either(piece, user.one, user.other) || (user.reach_has_runs && has_long_run(piece))) return true;
  }
  return false;
}

/// Where the literals that a regular expression is filed under stand in a text.
void Reading::collect_literals(RegexId regex, std::uint32_t text) {
  literals_near_.clear();
  const LiteralFilter& literals = plan_->triggers.literals();
  for (const std::uint32_t literal : literals.literals_of(regex)) {
    const Head& head = literal_heads_[literal];
    for (std::uint32_t i = head.epoch == epoch_ ? head.first : kEnd; i != kEnd; i = literals_found_[i].next) {
      if (literals_found_[i].text != text) continue;
      literals_near_.push_back(
          {.begin = literals_found_[i].at, .end = literals_found_[i].at + literals.length(literal)});
    }
  }
}

void Reading::add_candidates(std::span<const RuleIndex> rules) {
  for (const RuleIndex rule : rules) candidates_.add(rule);
}

const TextRead& Reading::text_at(std::uint32_t position) const {
  if (texts_.size() <= 8) {
    for (std::size_t i = 1; i < texts_.size(); ++i) {
      if (position < texts_[i].first) return texts_[i - 1];
    }
    return texts_.back();
  }
  return *std::prev(std::ranges::upper_bound(texts_, position, {}, &TextRead::first));
}

Place Reading::place(const TextRead& text, Span words) const {
  const std::vector<text::Word>& list = words_of(text).list;
  return {.begin = list[words.first - text.first].begin, .end = list[words.last - 1 - text.first].end};
}

bool Reading::has_other(std::uint32_t position, WordId word) const {
  if (others_.empty()) return false;
  for (auto other = std::ranges::lower_bound(others_, position, {}, &Other::position);
       other != others_.end() && other->position == position; ++other) {
    if (other->word == word) return true;
  }
  return false;
}

/// Whether a word of a text is the one that a term needs. A short one is told by its key alone.
bool Reading::is_word(std::uint32_t position, const TextRead& text, const Need& need) const {
  const text::Words& words = words_of(text);
  const text::Word& word = words.list[position - text.first];
  const WordKey key = WordKey::of(words.letters.data() + word.letters, word.length);
  const Terms& terms = plan_->vocabulary.terms();
  if (key != need.key || terms.is_beginning(need.word)) return false;
  return !key.is_long || words.text(position - text.first) == terms.letters_of(need.word);
}

bool Reading::stands_at(TermId term, std::uint32_t first) const {
  const Terms& terms = plan_->vocabulary.terms();
  const auto needs = terms.needs(term);
  const TextRead& text = text_at(first);
  if (first < text.first || first + needs.size() > text.last) return false;
  const text::Words& words = words_of(text);
  for (std::uint32_t i = 0; i < needs.size(); ++i) {
    const Need& need = needs[i];
    if (!is_word(first + i, text, need) && !has_other(first + i, need.word)) return false;
    if (!need.joined && !need.dotted) continue;
    const text::Word& word = words.list[first + i - text.first];
    if (need.joined && !word.joined) return false;
    if (need.dotted && !word.dotted && has_small_letter(text.shipped.substr(word.begin, word.end - word.begin))) {
      return false;
    }
  }
  if (!terms.is_exact(term)) return true;
  const Place bytes = place(text, {.first = first, .last = first + static_cast<std::uint32_t>(needs.size())});
  return is_spelt(text.shipped.substr(bytes.begin, bytes.end - bytes.begin), terms.spelling(term),
                  terms.is_prefix(term));
}

/// From the end, so that each chain runs from the first position on.
void Reading::index_words() {
  is_indexed_ = true;
  const std::size_t slots = std::bit_ceil(std::max(kFewestSlots, tags_.size() * 2));
  slots_.assign(slots, 0);
  next_.resize(tags_.size());
  for (auto position = static_cast<std::uint32_t>(tags_.size()); position-- > 0;) {
    const std::uint32_t tag = tags_[position];
    std::size_t at = tag & (slots - 1);
    while (slots_[at] != 0 && tags_[slots_[at] - 1] != tag) at = (at + 1) & (slots - 1);
    next_[position] = slots_[at] == 0 ? kEnd : slots_[at] - 1;
    slots_[at] = position + 1;
  }
  others_by_word_ = others_;
  std::ranges::stable_sort(others_by_word_, {}, &Other::word);
}

std::uint32_t Reading::first_with(std::uint32_t tag) const {
  for (std::size_t at = tag & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == 0) return kEnd;
    if (tags_[slots_[at] - 1] == tag) return slots_[at] - 1;
  }
}

std::span<const Reading::Other> Reading::others_with(WordId word) const {
  return std::ranges::equal_range(others_by_word_, word, {}, &Other::word);
}

/// Calls back with the places of a number in a row. Sixteen at a time, which the compiler does in a few instructions.
template <class Callback>
void for_each_equal(std::span<const std::uint32_t> row, std::uint32_t number, Callback callback) {
  constexpr std::uint32_t kStep = 16;
  std::uint32_t at = 0;
  for (; at + kStep <= row.size(); at += kStep) {
    std::uint32_t any = 0;
    for (std::uint32_t i = 0; i < kStep; ++i) any |= row[at + i] == number ? 1U : 0U;
    if (any == 0) continue;
    for (std::uint32_t i = at; i < at + kStep; ++i) {
      if (row[i] == number) callback(i);
    }
  }
  for (; at < row.size(); ++at) {
    if (row[at] == number) callback(at);
  }
}

/// Every position of a tag, in order. A few questions of a short item are answered by looking through it, the next ones
/// by an index.
template <class Callback>
void Reading::for_each_position(std::uint32_t tag, Callback callback) {
  if (!is_indexed_) {
    if (tags_.size() <= kShortItem && ++looked_up_ <= kFewLookups) {
      for_each_equal(tags_, tag, callback);
      return;
    }
    index_words();
  }
  for (std::uint32_t at = first_with(tag); at != kEnd; at = next_[at]) callback(at);
}

std::span<const Span> Reading::of(TermId term) {
  TermMemo& memo = memos_[term];
  const bool is_sighted = sighted_.has(term);
  if (!is_sighted && plan_->triggers.is_watched(term)) return {};
  if (memo.found != epoch_) {
    memo.found = epoch_;
    const auto begin = static_cast<std::uint32_t>(occurrences_.size());
    if (is_sighted) {
      line_up_sightings(memo.begin);
    } else {
      find_occurrences(term);
    }
    memo.begin = begin;
    if (!others_.empty()) {  // a place may have been found by what its word also is
      std::sort(occurrences_.begin() + begin, occurrences_.end());
      occurrences_.erase(std::unique(occurrences_.begin() + begin, occurrences_.end()), occurrences_.end());
    }
    memo.end = static_cast<std::uint32_t>(occurrences_.size());
  }
  return std::span(occurrences_).subspan(memo.begin, memo.end - memo.begin);
}

void Reading::line_up_sightings(std::uint32_t first) {
  for (std::uint32_t at = first; at != kEnd; at = sightings_[at].next) occurrences_.push_back(sightings_[at].words);
}

/// Of a term that is not watched.
void Reading::find_occurrences(TermId term) {
  const auto needs = plan_->vocabulary.terms().needs(term);
  const std::uint16_t key = plan_->keys.position(term);
  const auto add = [&](std::uint32_t position) {
    if (key > position || !stands_at(term, position - key)) return;
    const std::uint32_t first = position - key;
    occurrences_.push_back({.first = first, .last = first + static_cast<std::uint32_t>(needs.size())});
  };
  for_each_position(needs[key].key.tag(), add);
  if (others_.empty()) return;
  if (!is_indexed_) index_words();
  for (const Other& other : others_with(needs[key].word)) add(other.position);
}

bool Reading::has_anywhere(WordId word) {
  if (!is_indexed_) index_words();
  if (!others_with(word).empty()) return true;
  const Terms& terms = plan_->vocabulary.terms();
  if (terms.is_beginning(word)) return false;
  for (std::uint32_t at = first_with(terms.tag_of(word)); at != kEnd; at = next_[at]) {
    const TextRead& text = text_at(at);
    if (at < text.last && words_of(text).text(at - text.first) == terms.letters_of(word)) return true;
  }
  return false;
}

Reading::FoldedText& Reading::case_folded(const TextRead& text) {
  const auto index = static_cast<std::size_t>(&text - texts_.data());
  if (folded_.size() <= index) folded_.resize(index + 1);
  FoldedText& folded = folded_[index];
  if (folded.epoch != epoch_) {
    folded.epoch = epoch_;
    folded.offsets = fold_case(text.shipped, folded.text);
  }
  return folded;
}

/// What is found once is not searched for again.
template <class Find>
std::span<const Place> Reading::remember(RegexId regex, std::uint64_t where, Find find) {
  const auto matches = [this](const Found& found) {
    return std::span(matches_).subspan(found.begin, found.end - found.begin);
  };
  Head& head = regex_heads_[regex];
  const std::uint32_t first = head.epoch == epoch_ ? head.first : kEnd;
  for (std::uint32_t i = first; i != kEnd; i = found_[i].next) {
    if (found_[i].where == where) return matches(found_[i]);
  }
  const bool is_asked_much = first != kEnd && found_[first].depth >= kFewTexts;
  if (is_asked_much) {
    const auto known = found_at_.find({regex, where});
    if (known != found_at_.end()) return matches(found_[known->second]);
  }
  const auto begin = static_cast<std::uint32_t>(matches_.size());
  find();
  const auto number = static_cast<std::uint32_t>(found_.size());
  found_.push_back({.where = where,
                    .begin = begin,
                    .end = static_cast<std::uint32_t>(matches_.size()),
                    .next = first,
                    .depth = first == kEnd ? 1 : found_[first].depth + 1});
  if (is_asked_much) {
    found_at_.emplace(std::pair(regex, where), number);
  } else {
    head = {.epoch = epoch_, .first = number};
  }
  return matches(found_.back());
}

std::span<const Place> Reading::matches(RegexId regex, const TextRead& text) {
  const auto index = static_cast<std::uint32_t>(&text - texts_.data());
  return remember(regex, index, [&] {
    const Regex& machine = plan_->vocabulary.patterns()[regex].regex;
    if (machine.required().empty()) return machine.find(text.shipped, kMostMatches, matches_);
    const FoldedText& folded = case_folded(text);
    const bool is_filed = !plan_->triggers.literals().literals_of(regex).empty();
    const Width width = width_of(folded.offsets);
    if (is_filed && machine.reach(width) && folded.offsets != Offsets::moved) {
      collect_literals(regex, index);
      machine.find_near(text.shipped, folded.text, width, literals_near_, kMostMatches, matches_);
    } else if (machine.may_match(folded.text)) {
      machine.find(text.shipped, kMostMatches, matches_);
    }
  });
}

std::span<const Place> Reading::matches_in_value(RegexId regex, Field field, std::uint32_t entry) {
  constexpr std::uint64_t kIsValue = std::uint64_t{1} << 63;
  const std::uint64_t where = kIsValue | static_cast<std::uint64_t>(field) << 32 | entry;
  return remember(regex, where, [&] {
    plan_->vocabulary.patterns()[regex].regex.find(text_of(*item_, field, entry), kMostMatches, matches_);
  });
}

}  // namespace tb::rules
