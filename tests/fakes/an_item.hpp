// Makers of values: an_item().titled("…").from("guardian") is an item, an_alert().of(item) an alert.
#pragma once

#include <string>
#include <utility>

#include "tenbells/core/alert.hpp"
#include "tenbells/core/uuid.hpp"

namespace tb::fakes {

inline constexpr Moment kNoon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{12}};

class an_item {
 public:
  an_item() {
    item_.source = "harbour-herald";
    item_.guid = "urn:example:1";
    item_.title = "Ferry service to the outer islands resumes";
    item_.link = "https://herald.example/ferry";
    item_.first_seen = kNoon;
    item_.id = uuid_of({"item", "1"});
  }
  an_item& titled(std::string title) { return set(item_.title, std::move(title)); }
  an_item& summed_up(std::string summary) { return set(item_.summary, std::move(summary)); }
  an_item& reading(std::string body) { return set(item_.body, std::move(body)); }
  an_item& linked(std::string link) { return set(item_.link, std::move(link)); }
  an_item& known_as(std::string guid) { return set(item_.guid, std::move(guid)); }
  an_item& from(std::string source) { return set(item_.source, std::move(source)); }
  an_item& with_id(std::string id) { return set(item_.id, std::move(id)); }
  operator Item() const { return item_; }  // NOLINT(google-explicit-constructor): it reads as the item it makes

 private:
  an_item& set(std::string& member, std::string value) {
    member = std::move(value);
    return *this;
  }
  Item item_;
};

/// An alert of the item for a rule of that id and severity, with its title's first word as the evidence.
inline Alert an_alert(const Item& item = an_item(), const std::string& rule = "ferries",
                      Severity severity = Severity::urgent) {
  Alert alert;
  alert.id = uuid_of({"alert", rule, item.id});
  alert.rule = {.id = rule, .title = "Ferries", .pack = "harbour", .severity = severity, .labels = {}, .sinks = {}};
  alert.severity = severity;
  alert.story = item.id;
  alert.item = item;
  const std::string word = item.title.substr(0, item.title.find(' '));
  if (!word.empty()) {
    alert.evidence.push_back(
        {.field = Field::title, .begin = 0, .end = word.size(), .text = word, .term = word, .entity = {}});
  }
  alert.raised_at = kNoon;
  return alert;
}

}  // namespace tb::fakes
