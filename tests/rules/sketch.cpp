#include "rules/sketch.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "rules/makers.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::rules {
namespace {

constexpr int kMostTries = 20'000;

/// The same with one part less, or with a part for the whole.
std::vector<Sketch> smaller(const Sketch& sketch) {
  std::vector<Sketch> all = sketch.parts;
  for (std::size_t i = 0; i < sketch.parts.size(); ++i) {
    if (sketch.parts.size() > 1) {
      all.push_back(sketch);
      all.back().parts.erase(all.back().parts.begin() + static_cast<std::ptrdiff_t>(i));
    }
    for (Sketch& part : smaller(sketch.parts[i])) {
      all.push_back(sketch);
      all.back().parts[i] = std::move(part);
    }
  }
  return all;
}

/// The same text without a piece: halves first, single characters last.
std::vector<std::string> smaller(const std::string& text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(1, text::sequence_length(text, at))) {
    starts.push_back(at);
  }
  const std::size_t count = starts.size();
  starts.push_back(text.size());
  std::vector<std::string> all;
  for (std::size_t length = count; length > 0; length /= 2) {
    for (std::size_t at = 0; at + length <= count; at += length) {
      all.push_back(text.substr(0, starts[at]) + text.substr(starts[at + length]));
    }
  }
  return all;
}

class Smaller {
 public:
  explicit Smaller(const Question& question) : question_(question) {}

  std::vector<Question> all() {
    expression([](Question& q) -> std::optional<Sketch>& { return q.match; });
    expression([](Question& q) -> std::optional<Sketch>& { return q.unless; });
    expression([](Question& q) -> std::optional<Sketch>& { return q.exclusion; });
    score();
    for (std::size_t i = 0; i < question_.entities.size(); ++i) entity(i);
    for (const auto text : {&Item::title, &Item::summary, &Item::body, &Item::link, &Item::source, &Item::language}) {
      for (std::string& less : smaller(question_.item.*text)) add([&](Question& q) { q.item.*text = std::move(less); });
    }
    for (const auto list : {&Item::authors, &Item::categories, &Item::tags}) {
      erased([=](Question& q) -> std::vector<std::string>& { return q.item.*list; });
    }
    return std::move(all_);
  }

 private:
  template <class Change>
  void add(const Change& change) {
    all_.push_back(question_);
    change(all_.back());
  }

  template <class Part>
  void expression(const Part& part) {
    const auto& sketch = part(question_);
    if (!sketch) return;
    add([&](Question& q) { part(q).reset(); });
    for (const Sketch& less : smaller(*sketch)) add([&](Question& q) { part(q) = less; });
  }

  /// Each time one of the list is left out.
  template <class List>
  void erased(const List& list) {
    for (std::size_t i = 0; i < list(question_).size(); ++i) {
      add([&](Question& q) { list(q).erase(list(q).begin() + static_cast<std::ptrdiff_t>(i)); });
    }
  }

  void score() {
    if (!question_.score) return;
    add([](Question& q) {
      q.score.reset();
      q.score_terms.clear();
    });
    for (std::size_t i = 0; i < question_.score_terms.size(); ++i) {
      add([&](Question& q) {
        q.score->terms.erase(q.score->terms.begin() + static_cast<std::ptrdiff_t>(i));
        q.score_terms.erase(q.score_terms.begin() + static_cast<std::ptrdiff_t>(i));
      });
      for (const Sketch& less : smaller(question_.score_terms[i])) {
        add([&](Question& q) { q.score_terms[i] = less; });
      }
    }
  }

  void entity(std::size_t i) {
    erased([](Question& q) -> std::vector<Entity>& { return q.entities; });
    for (const auto list : {&Entity::names, &Entity::exact, &Entity::excluded, &Entity::members}) {
      erased([=](Question& q) -> std::vector<std::string>& { return q.entities[i].*list; });
    }
    if (!question_.entities[i].by_language.empty()) add([&](Question& q) { q.entities[i].by_language.clear(); });
    if (!question_.entities[i].ambiguous) return;
    add([&](Question& q) { q.entities[i].ambiguous.reset(); });
    for (const auto list : {&AmbiguousNames::names, &AmbiguousNames::exact}) {
      erased([=](Question& q) -> std::vector<std::string>& { return *q.entities[i].ambiguous.*list; });
    }
  }

  Question question_;
  std::vector<Question> all_;
};

}  // namespace

std::string written(const Sketch& sketch) {
  std::string text = sketch.before;
  for (std::size_t i = 0; i < sketch.parts.size(); ++i)
    text += (i > 0 ? sketch.between : "") + written(sketch.parts[i]);
  return text + sketch.after;
}

RulePack pack_of(const Question& question, const std::string& id) {
  Rule rule{.id = id, .score = question.score};
  if (question.match) rule.match = written(*question.match);
  if (question.unless) rule.unless = written(*question.unless);
  for (std::size_t i = 0; i < question.score_terms.size(); ++i) {
    rule.score->terms[i].expression = written(question.score_terms[i]);
  }
  RulePack pack = a_pack_of({});
  pack.entities = question.entities;
  if (question.exclusion) {
    pack.exclusions.push_back({.id = "x-" + id, .expression = written(*question.exclusion)});
    rule.exclude = {pack.exclusions[0].id};
  }
  pack.rules.push_back(std::move(rule));
  return pack;
}

std::string shown(const Question& question) {
  std::string text;
  if (question.match) text += fmt::format("match: {}\n", written(*question.match));
  if (question.unless) text += fmt::format("unless: {}\n", written(*question.unless));
  if (question.exclusion) text += fmt::format("exclude: {}\n", written(*question.exclusion));
  if (question.score) {
    const Score& score = *question.score;
    text +=
        fmt::format("score: threshold {}, {}, cap {}, title_factor {}\n", score.threshold,
                    score.count == Score::Count::distinct ? "distinct" : "occurrences", score.cap, score.title_factor);
    for (std::size_t i = 0; i < question.score_terms.size(); ++i) {
      text += fmt::format("  {}: {}\n", written(question.score_terms[i]), score.terms[i].weight);
    }
  }
  for (const Entity& e : question.entities) {
    text += fmt::format("@{}: names {}, exact {}, by_language {}, not {}, members {}", e.id, e.names, e.exact,
                        e.by_language, e.excluded, e.members);
    if (e.ambiguous) {
      text += fmt::format(", ambiguous names {}, exact {}, context {}, within {}", e.ambiguous->names,
                          e.ambiguous->exact, e.ambiguous->context, e.ambiguous->within.value_or(-1));
    }
    text += '\n';
  }
  const Item& item = question.item;
  return text + fmt::format(
                    "title {:?}\nsummary {:?}\nbody {:?}\nlink {:?}, source {:?}, language {:?}\nauthors {}, "
                    "categories {}, tags {}\n",
                    item.title, item.summary, item.body, item.link, item.source, item.language, item.authors,
                    item.categories, item.tags);
}

Question shrunk(Question failing, const std::function<bool(const Question&)>& fails) {
  int tries = 0;
  for (bool progress = true; progress && tries < kMostTries;) {
    progress = false;
    for (Question& less : Smaller(failing).all()) {
      if (++tries > kMostTries || !fails(less)) continue;
      failing = std::move(less);
      progress = true;
      break;
    }
  }
  return failing;
}

}  // namespace tb::rules
