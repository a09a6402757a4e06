#include "rules/random_news.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

#include "tenbells/text/utf8.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kEntities = 6;

using Texts = std::vector<std::string>;

const Texts kLetters{"a", "b", "c", "d", "e", "f", "g"};
const Texts kLatin{"war",      "peace", "export", "exports",  "control", "us",   "U.S.",  "Xi'an",      "État",
                   "l'Iran",   "naïve", "Łódź",   "Straße",   "2049",    "F-35", "ROC",   "mil-to-mil", "P.R.C.",
                   "d'Angelo", "AT&T",  "C++",    "sanction", "Erdoğan", "I",    "AUKUS", "coöperation"};
const Texts kHan{"中国", "中國",     "台湾", "臺灣", "中",     "国",   "美国", "解放军", "軍售",   "军售", "台",
                 "湾",   "タイワン", "か",   "が",   "ペロシ", "ﾀｲﾜﾝ", "日米", "AI",     "AI芯片", "关于", "發展"};
const Texts kClitics{"الصين",    "والصين", "للصين",  "صين",   "وزير",   "بالوزير", "كتاب",     "أمريكا", "لأمريكا",
                     "ישראל",    "בישראל", "וישראל", "ארה״ב", "ג׳ורג׳", "המשלה",   "ממשלה",    "대만",   "대만은",
                     "대만에서", "한국",   "한국과", "정부",  "정부가", "미국",    "미국이나", "ولد"};
const Texts kOthers{"Китай", "китаю", "санкции", "санкций", "мой", "Й",        "К.Н.Р.", "Україна", "Αθήνα",
                    "ΑΘΗΝΑ", "ไต้หวัน", "ไทย",     "จีน",      "चीन", "भारत",     "Biển",   "Đông",    "ישראל",
                    "한국",  "Ё",     "ﬁnance",  "½",       "①",   "İstanbul", "ısı",    "ǅ"};

const Texts kPlain{",", "-", ", ", "; ", " – ", "’s ", "'"};
const Texts kStops{". ", "! ", "? ", "\n", ".\n", "… ", "。", "？", ". ", ": "};
const Texts kWide{"", "", "", "，", "、", "。", "・", "　", "！", "“", "」"};
const Texts kHostile{"\u00AD", "\u200B", "\u200F", "\u202E", "\u2011", "\u00A0", "\uFFFD", "''", "`",
                     "\u0301", ".",      "’",      "*",      "\"",     "\u2028", "٫",      "/",  "\uFE0F"};

const Texts kStory{"title", "summary", "body"};
const Texts kTags{"us", "us-china", "south asia", "South Asia", "中国", "wire", "US"};
const Texts kLanguages{"", "", "zh", "zh-TW", "zh-Hant", "fr", "de-CH", "en"};
const Texts kRanges{"zh", "zh-Hant", "fr", "de", "en"};
const Texts kSources{"reuters", "afp", "ap-news", "South Asia"};
const Texts kPatterns{"/w.r/i", "/[A-Z]{2,}/", "/\\d+/",        "/中.?国/",      "/(?i)peace|war/", "/t\\b/",
                      "/Э+/",   "/\\bex\\w+/", "/[。.!]/",      "/\\p{Han}{2}/", "/^\\pL+/",        "/\\pL+ \\pL+/",
                      "/a.b/s", "/[a-c]\\b/",  "/[ــ一-龥]+$/", "/\\s\\S\\s/"};

Texts joined(std::initializer_list<Texts> lists) {
  Texts all;
  for (const Texts& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

Sketch term_sketch(std::string text) {
  return {.before = std::move(text)};
}

Sketch joined_by(const std::string& operation, std::vector<Sketch> parts) {
  return {.before = "(", .parts = std::move(parts), .between = " " + operation + " ", .after = ")"};
}

Sketch behind(std::string before, Sketch part) {
  return {.before = std::move(before), .parts = {std::move(part)}};
}

Sketch function(std::string before, std::vector<Sketch> parts, std::string after = ")") {
  return {.before = std::move(before), .parts = std::move(parts), .between = ", ", .after = std::move(after)};
}

/// Where characters begin, and the end.
std::vector<std::size_t> characters(const std::string& text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(1, text::sequence_length(text, at))) {
    starts.push_back(at);
  }
  starts.push_back(text.size());
  return starts;
}

bool is_plain(const std::string& word) {
  return std::ranges::all_of(word, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<signed char>(c) < 0;
  });
}

std::string full_width(const std::string& text) {
  std::string wide;
  for (const char c : text) {
    if (c > ' ' && c <= '~') {
      text::append_utf8(wide, static_cast<char32_t>(c - '!') + U'\uFF01');
    } else {
      wide += c;
    }
  }
  return wide;
}

std::string turned(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 'a' + 'A');
    } else if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return text;
}

}  // namespace

void PrintTo(const Theme& theme, std::ostream* out) {
  *out << theme.name;
}

const std::vector<Theme>& themes() {
  static const std::vector<Theme> all{
      {.name = "Words", .words = kLatin, .between = kPlain, .entities = 1, .scores = 0},
      {.name = "Chinese", .words = kHan, .between = kWide, .regexes = 1, .scores = 0, .vocabulary = 7},
      {.name = "Clitics", .words = kClitics, .between = kPlain, .prefixes = 2, .scores = 0},
      {.name = "OtherScripts", .words = kOthers, .between = joined({kPlain, kWide}), .scores = 0},
      {.name = "Near", .words = kLetters, .between = kStops, .near = 9, .regexes = 2, .vocabulary = 5},
      {.name = "Sentences", .words = kLetters, .between = kStops, .sentences = 8, .vocabulary = 6},
      {.name = "Counting", .words = kLetters, .between = kStops, .at_least = 5, .count = 5, .vocabulary = 5},
      {.name = "Fields", .words = kLatin, .between = kPlain, .fields = 8, .vocabulary = 6},
      {.name = "Exact", .words = joined({kLatin, kHan}), .between = kPlain, .exact = 8, .varied = 5},
      {.name = "Prefixes", .words = joined({kLatin, kOthers, kClitics}), .between = kPlain, .prefixes = 8},
      {.name = "Regexes", .words = joined({kLatin, kHan}), .between = kStops, .near = 4, .regexes = 8},
      {.name = "Entities", .words = joined({kLetters, kHan}), .between = kStops, .entities = 9},
      {.name = "Scores", .words = kLetters, .between = kStops, .scores = 9, .longest = 8},
      {.name = "Hostile",
       .words = joined({kLatin, kHan, kClitics, kOthers}),
       .between = kHostile,
       .varied = 6,
       .vocabulary = 7},
      {.name = "LongTexts",
       .words = kLetters,
       .between = kStops,
       .near = 4,
       .count = 3,
       .longest = 40,
       .vocabulary = 4},
      {.name = "Everything",
       .words = joined({kLetters, kLatin, kHan, kClitics, kOthers}),
       .between = joined({kPlain, kStops, kWide, kHostile}),
       .scores = 3}};
  return all;
}

RandomNews::RandomNews(const Theme& theme, unsigned seed) : theme_(theme), random_(seed) {
  turn_over();
}

void RandomNews::turn_over() {
  lexicon_.clear();
  for (std::size_t i = 0; i < theme_.vocabulary; ++i) lexicon_.push_back(pick(theme_.words));
}

std::size_t RandomNews::below(std::size_t end) {
  return static_cast<std::size_t>(random_() % end);  // as good as even, and the same numbers with every library
}

std::size_t RandomNews::weighted(const std::vector<std::size_t>& weights) {
  std::size_t sum = 0;
  for (const std::size_t weight : weights) sum += weight;
  std::size_t left = below(sum);
  std::size_t choice = 0;
  while (left >= weights[choice]) left -= weights[choice++];
  return choice;
}

Question RandomNews::rule() {
  Question question;
  const bool has_score = below(10) < theme_.scores;
  if (!has_score || one_in(3)) question.match = boolean(3, {});
  if (one_in(5)) question.unless = boolean(1, {});
  if (one_in(8)) question.exclusion = boolean(1, {});
  if (!has_score) return question;
  Score score{.threshold = 0.5 * static_cast<double>(1 + below(12)),
              .count = one_in(2) ? Score::Count::distinct : Score::Count::occurrences,
              .cap = static_cast<int>(1 + below(4)),
              .title_factor = std::array{1.0, 2.0, 0.5}.at(below(3))};
  for (std::size_t i = 0; i <= below(4); ++i) {
    const double weight = 0.5 * static_cast<double>(1 + below(10));
    score.terms.push_back({.weight = one_in(4) ? -weight : weight});
    question.score_terms.push_back(score.count == Score::Count::distinct ? boolean(2, {}) : placed(2, {}));
  }
  question.score = score;
  return question;
}

Sketch RandomNews::boolean(int depth, Where where) {
  if (depth <= 0) return one_in(8) && !where.no_fields && !where.only_story ? whole() : leaf(where);
  const bool free = !where.no_fields;
  const bool any = !where.only_words;
  const auto part = [&] { return boolean(depth - 1, where); };
  switch (weighted({3, 3, 2, 3, 1, theme_.near, any && !where.no_sentences ? theme_.sentences : 0, theme_.at_least,
                    theme_.count, free ? theme_.fields : 0, any ? theme_.exact : 0,
                    free && !where.only_story ? theme_.fields : 0})) {
    case 1:
      return joined_by("AND", {part(), part()});
    case 2:
      return joined_by("OR", {part(), part()});
    case 3:
      return joined_by("AND", {part(), behind("NOT ", part())});
    case 4:
      return behind("NOT ", joined_by("OR", {part(), behind("NOT ", part())}));
    case 5:
      return nearness(depth, where);
    case 6:
      return sentence(depth, where);
    case 7: {
      std::vector<Sketch> parts{part(), part()};
      if (one_in(2)) parts.push_back(part());
      const std::size_t least = 1 + below(parts.size());
      return function(fmt::format("AT_LEAST({}, ", least), std::move(parts));
    }
    case 8:
      return function("COUNT(", {placed(depth - 1, where)},
                      one_in(3) ? fmt::format(") > {}", below(3)) : fmt::format(") >= {}", 1 + below(4)));
    case 9: {
      const Texts fields = where.only_story ? kStory : Texts{"title", "summary", "body", "author", "category", "link"};
      where.no_fields = true;
      const std::string& field = pick(fields);
      where.no_sentences = where.no_sentences || std::ranges::find(kStory, field) == kStory.end();
      return {.before = field + ":(", .parts = {boolean(depth - 1, where)}, .after = ")"};
    }
    case 10:
      where.only_words = true;
      where.no_fields = true;
      return {.before = "exact:(", .parts = {boolean(depth - 1, where)}, .after = ")"};
    case 11:
      return whole();
    default:
      return leaf(where);
  }
}

Sketch RandomNews::nearness(int depth, Where where) {
  where.no_fields = true;
  const std::string operation = fmt::format("{}/{}", one_in(3) ? "BEFORE" : "NEAR", below(5));
  return joined_by(operation, {side(depth - 1, where), side(depth - 1, where)});
}

Sketch RandomNews::sentence(int depth, Where where) {
  where.only_story = true;
  std::vector<Sketch> parts{boolean(depth - 1, where), boolean(depth - 1, where)};
  if (one_in(3)) parts.push_back(behind("NOT ", leaf(where)));
  return function("SAME_SENTENCE(", std::move(parts));
}

Sketch RandomNews::placed(int depth, Where where) {
  switch (depth > 0 ? weighted({4, 2, theme_.near, where.only_words || where.no_sentences ? 0 : theme_.sentences})
                    : 0) {
    case 1:
      return joined_by("OR", {placed(depth - 1, where), placed(depth - 1, where)});
    case 2:
      where.no_fields = true;
      return joined_by(fmt::format("{}/{}", one_in(2) ? "BEFORE" : "NEAR", below(5)),
                       {placed(depth - 1, where), placed(depth - 1, where)});
    case 3:
      return sentence(depth, where);
    default:
      return leaf(where);
  }
}

/// What stands beside NEAR: mostly something placed, else something that NEAR is distributed over.
Sketch RandomNews::side(int depth, Where where) {
  const auto part = [&] { return placed(depth - 1, where); };
  switch (below(10)) {
    case 0:
      return joined_by("AND", {part(), part()});
    case 1:
      return joined_by("AND", {part(), behind("NOT ", part())});
    case 2:
      return joined_by("OR", {part(), joined_by("AND", {part(), part()})});
    case 3:
      return function("AT_LEAST(2, ", {part(), part(), part()});
    default:
      return placed(depth, where);
  }
}

Sketch RandomNews::leaf(Where where) {
  const bool any = !where.only_words;
  switch (weighted({6, theme_.prefixes, any ? theme_.regexes : 0, any ? theme_.entities : 0, any ? theme_.exact : 0,
                    where.no_fields ? 0 : theme_.fields})) {
    case 1:
      return term_sketch(prefix());
    case 2:
      return term_sketch(regex());
    case 3:
      return term_sketch(fmt::format("@e{}", below(kEntities)));
    case 4:
      return term_sketch("=" + (one_in(4) ? prefix() : term()));
    case 5: {
      const Texts fields = where.only_story ? Texts{"title:", "summary:", "body:"}
                                            : Texts{"title:", "body:", "author:", "category:", "link:"};
      return term_sketch(pick(fields) + (one_in(4) ? prefix() : term()));
    }
    default:
      return term_sketch(term());
  }
}

/// A term of a field that is compared as a whole.
Sketch RandomNews::whole() {
  switch (below(5)) {
    case 0:
      return term_sketch("lang:" + pick(kRanges));
    case 1:
      return term_sketch(fmt::format("source:\"{}\"", pick(kSources)));
    case 2:
      return term_sketch("tags:us*");
    case 3:
      return term_sketch("tags:/[a-z]-/");
    default:
      return term_sketch(fmt::format("tags:\"{}\"", pick(kTags)));
  }
}

/// A word or a phrase, in quotes where it needs them and now and then where it does not.
std::string RandomNews::term() {
  const std::string& plain = word();
  if (one_in(5)) return fmt::format("\"{} {}\"", plain, word());
  return is_plain(plain) && !one_in(4) ? plain : fmt::format("\"{}\"", plain);
}

std::string RandomNews::prefix() {
  const std::string& whole = word();
  const std::vector<std::size_t> starts = characters(whole);
  if (starts.size() < 4 || whole.find('.') != std::string::npos) return term();
  const std::string begin = whole.substr(0, starts[2 + below(starts.size() - 3)]);
  if (text::words(begin).size() != 1 || text::words(begin, text::Case::keep).letters.size() < 2) return term();
  if (one_in(4)) return fmt::format("\"{} {}*\"", word(), begin);
  return is_plain(begin) ? begin + "*" : fmt::format("\"{}*\"", begin);
}

std::string RandomNews::regex() {
  if (one_in(2)) return pick(kPatterns);
  std::string pattern;
  for (const char c : word())
    pattern +=
        std::string_view("+*?.()[]{}|^$\\/").find(c) != std::string_view::npos ? std::string{'\\', c} : std::string{c};
  return "/" + pattern + (one_in(2) ? "/i" : "/");
}

std::string RandomNews::name(bool any_case) {
  if (any_case && one_in(6)) {
    std::string found = prefix();
    std::erase(found, '"');
    return found;
  }
  return one_in(3) ? fmt::format("{} {}", word(), word()) : word();
}

std::vector<std::string> RandomNews::names(std::size_t most, bool any_case) {
  std::vector<std::string> all;
  for (std::size_t i = below(most + 1); i > 0; --i) {
    std::string one = name(any_case);
    if (std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
  }
  return all;
}

std::vector<Entity> RandomNews::entities() {
  std::vector<Entity> all;
  for (std::size_t i = 0; i < kEntities; ++i) {
    Entity entity{.id = fmt::format("e{}", i), .names = names(3, true), .exact = names(1, false)};
    if (one_in(3)) entity.by_language[pick({"zh", "fr", "de"})] = {name(true)};
    if (one_in(3)) entity.excluded = {fmt::format("{} {}", word(), word())};
    if (i > 0 && one_in(3)) entity.members = {fmt::format("e{}", below(i))};
    if (one_in(3)) {
      AmbiguousNames ambiguous{.names = {name(true)}, .exact = names(1, false)};
      const std::string earlier = i > 0 ? fmt::format("@e{}", below(i)) : term();
      const Texts placed{term(), earlier, fmt::format("{} OR {}", earlier, term()),
                         fmt::format("{} NEAR/2 {}", term(), term()), fmt::format("{} BEFORE/3 {}", earlier, term())};
      const Texts others{fmt::format("{} AND NOT {}", term(), term()), fmt::format("{} AND {}", earlier, term()),
                         fmt::format("AT_LEAST(2, {}, {}, {})", term(), term(), earlier)};
      ambiguous.context = pick(placed);
      if (one_in(2)) {
        ambiguous.within = static_cast<int>(below(6));
      } else if (one_in(2)) {
        ambiguous.context = pick(others);
      }
      entity.ambiguous = ambiguous;
    }
    if (entity.names.empty() && entity.exact.empty() && entity.members.empty()) entity.names = {word()};
    all.push_back(std::move(entity));
  }
  return all;
}

Item RandomNews::item() {
  return {.source = pick(kSources),
          .link = one_in(2) ? "" : fmt::format("https://example.com/{}/{}", word(), word()),
          .title = text(theme_.longest * 2 / 3),
          .summary = text(theme_.longest / 2),
          .body = text(theme_.longest),
          .authors = texts(2, 3),
          .categories = texts(2, 2),
          .tags = one_in(2) ? Texts{} : Texts{pick(kTags), pick(kTags)},
          .language = pick(kLanguages)};
}

std::vector<std::string> RandomNews::texts(std::size_t most, std::size_t longest) {
  std::vector<std::string> all;
  for (std::size_t i = below(most + 1); i > 0; --i) all.push_back(text(longest));
  return all;
}

std::string RandomNews::text(std::size_t longest) {
  std::string made;
  for (std::size_t i = below(longest + 1); i > 0; --i) {
    made += below(10) < theme_.varied ? varied(word()) : word();
    made += one_in(2) ? " " : pick(theme_.between);
  }
  return made;
}

/// The word as somebody else types it, or another word that begins or ends like it.
std::string RandomNews::varied(const std::string& plain) {
  const std::vector<std::size_t> starts = characters(plain);
  const std::size_t inside = starts[below(starts.size())];
  const auto with = [&](const char* put) { return plain.substr(0, inside) + put + plain.substr(inside); };
  switch (below(10)) {
    case 0:
    case 1:
      return turned(plain);
    case 2:
      return full_width(plain);
    case 3:
      return with("\u00AD");
    case 4:
      return with("\u200B");
    case 5:
      return with("\u0301");
    case 6:
      return pick({"و", "ال", "ב", "ה", "l'", "un", "#"}) + plain;
    case 7:
      return plain + pick({"은", "에서", "'s", "’s", "s", "ed", "”"});
    case 8:
      return plain.substr(0, inside);
    default:
      return with("'");
  }
}

}  // namespace tb::rules
