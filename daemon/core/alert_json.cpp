// The alert's JSON form, both ways. Written by hand field by field: this is public API, and a member that is renamed in
// C++ must not rename it here (docs/schema/alert.schema.json is the contract, a test holds every message to it).
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <map>
#include <utility>

#include "tenbells/core/alert.hpp"

namespace tb {
namespace {

using Buffer = rapidjson::StringBuffer;
using Writer = rapidjson::Writer<Buffer>;

void put(Writer& out, const char* key, std::string_view value) {
  out.Key(key);
  out.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void put_if_any(Writer& out, const char* key, std::string_view value) {
  if (!value.empty()) put(out, key, value);
}

void put_if_any(Writer& out, const char* key, const std::optional<Moment>& moment) {
  if (moment) put(out, key, to_rfc3339(*moment));
}

void put(Writer& out, const char* key, const std::vector<std::string>& values) {
  out.Key(key);
  out.StartArray();
  for (const std::string& value : values) out.String(value);
  out.EndArray();
}

void put_rule(Writer& out, const RuleInfo& rule) {
  out.Key("rule");
  out.StartObject();
  put(out, "id", rule.id);
  put(out, "title", rule.title);
  put(out, "pack", rule.pack);
  put(out, "severity", to_string(rule.severity));
  out.Key("labels");
  out.StartObject();
  for (const auto& [name, value] : rule.labels) put(out, name.c_str(), value);
  out.EndObject();
  put(out, "sinks", rule.sinks);
  put_if_any(out, "topic", rule.topic);
  put_if_any(out, "status", rule.status);
  put_if_any(out, "author", rule.author);
  if (!rule.references.empty()) put(out, "references", rule.references);
  out.EndObject();
}

void put_item(Writer& out, const Item& item) {
  out.Key("item");
  out.StartObject();
  put(out, "id", item.id);
  out.Key("revision");
  out.Int(item.revision);
  put(out, "source", item.source);
  put_if_any(out, "guid", item.guid);
  put(out, "title", item.title);
  put_if_any(out, "link", item.link);
  put_if_any(out, "summary", item.summary);
  put_if_any(out, "body", item.body);
  put_if_any(out, "language", item.language);
  put_if_any(out, "published", item.published);
  put_if_any(out, "updated", item.updated);
  put(out, "first_seen", to_rfc3339(item.first_seen));
  put(out, "authors", item.authors);
  put(out, "categories", item.categories);
  put(out, "tags", item.tags);
  out.EndObject();
}

void put_evidence(Writer& out, const std::vector<Evidence>& evidence) {
  out.Key("evidence");
  out.StartArray();
  for (const Evidence& span : evidence) {
    out.StartObject();
    put(out, "field", to_string(span.field));
    if (span.entry > 0) {
      out.Key("entry");
      out.Uint64(span.entry);
    }
    out.Key("begin");
    out.Uint64(span.begin);
    out.Key("end");
    out.Uint64(span.end);
    put(out, "text", span.text);
    put(out, "term", span.term);
    put_if_any(out, "entity", span.entity);
    out.EndObject();
  }
  out.EndArray();
}

void put_entities(Writer& out, const std::vector<EntityInfo>& entities) {
  if (entities.empty()) return;
  out.Key("entities");
  out.StartArray();
  for (const EntityInfo& entity : entities) {
    out.StartObject();
    put(out, "id", entity.id);
    put_if_any(out, "kind", entity.kind);
    out.Key("ids");
    out.StartObject();
    for (const auto& [scheme, id] : entity.ids) put(out, scheme.c_str(), id);
    out.EndObject();
    out.EndObject();
  }
  out.EndArray();
}

std::string string_at(const rapidjson::Value& object, const char* key) {
  const auto found = object.FindMember(key);
  if (found == object.MemberEnd() || !found->value.IsString()) return {};
  return {found->value.GetString(), found->value.GetStringLength()};
}

std::vector<std::string> strings_at(const rapidjson::Value& object, const char* key) {
  std::vector<std::string> values;
  const auto found = object.FindMember(key);
  if (found == object.MemberEnd() || !found->value.IsArray()) return values;
  for (const auto& value : found->value.GetArray()) {
    if (value.IsString()) values.emplace_back(value.GetString(), value.GetStringLength());
  }
  return values;
}

std::map<std::string, std::string> texts_by_name_at(const rapidjson::Value& object, const char* key) {
  std::map<std::string, std::string> texts;
  const auto found = object.FindMember(key);
  if (found == object.MemberEnd() || !found->value.IsObject()) return texts;
  for (const auto& member : found->value.GetObject()) {
    texts.emplace(member.name.GetString(), string_at(found->value, member.name.GetString()));
  }
  return texts;
}

// Reads to_rfc3339's own form only.
std::optional<Moment> moment_at(const rapidjson::Value& object, const char* key) {
  const std::string text = string_at(object, key);
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, ms = 0;
  if (std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d.%dZ", &y, &mo, &d, &h, &mi, &s, &ms) != 7) return std::nullopt;
  using namespace std::chrono;
  const sys_days day{year{y} / mo / d};
  return Moment{day} + hours{h} + minutes{mi} + seconds{s} + milliseconds{ms};
}

Severity severity_at(const rapidjson::Value& object, const char* key) {
  return severity_named(string_at(object, key)).value_or(Severity::routine);
}

RuleInfo rule_in(const rapidjson::Value& object) {
  return {.id = string_at(object, "id"),
          .title = string_at(object, "title"),
          .pack = string_at(object, "pack"),
          .severity = severity_at(object, "severity"),
          .labels = texts_by_name_at(object, "labels"),
          .sinks = strings_at(object, "sinks"),
          .topic = string_at(object, "topic"),
          .status = string_at(object, "status"),
          .author = string_at(object, "author"),
          .references = strings_at(object, "references")};
}

Item item_in(const rapidjson::Value& object) {
  Item item;
  item.id = string_at(object, "id");
  if (const auto revision = object.FindMember("revision"); revision != object.MemberEnd() && revision->value.IsInt()) {
    item.revision = revision->value.GetInt();
  }
  item.source = string_at(object, "source");
  item.guid = string_at(object, "guid");
  item.title = string_at(object, "title");
  item.link = string_at(object, "link");
  item.summary = string_at(object, "summary");
  item.body = string_at(object, "body");
  item.language = string_at(object, "language");
  item.published = moment_at(object, "published");
  item.updated = moment_at(object, "updated");
  item.first_seen = moment_at(object, "first_seen").value_or(Moment{});
  item.authors = strings_at(object, "authors");
  item.categories = strings_at(object, "categories");
  item.tags = strings_at(object, "tags");
  return item;
}

std::vector<Evidence> evidence_in(const rapidjson::Value& array) {
  std::vector<Evidence> evidence;
  for (const auto& span : array.GetArray()) {
    if (!span.IsObject() || !span.HasMember("begin") || !span["begin"].IsUint64() || !span.HasMember("end") ||
        !span["end"].IsUint64()) {
      continue;
    }
    const auto entry = span.FindMember("entry");
    evidence.push_back({.field = field_named(string_at(span, "field")).value_or(Field::title),
                        .entry = entry != span.MemberEnd() && entry->value.IsUint64() ? entry->value.GetUint64() : 0,
                        .begin = span["begin"].GetUint64(),
                        .end = span["end"].GetUint64(),
                        .text = string_at(span, "text"),
                        .term = string_at(span, "term"),
                        .entity = string_at(span, "entity")});
  }
  return evidence;
}

std::vector<EntityInfo> entities_in(const rapidjson::Value& object) {
  std::vector<EntityInfo> entities;
  const auto found = object.FindMember("entities");
  if (found == object.MemberEnd() || !found->value.IsArray()) return entities;
  for (const auto& entity : found->value.GetArray()) {
    if (!entity.IsObject()) continue;
    entities.push_back(
        {.id = string_at(entity, "id"), .kind = string_at(entity, "kind"), .ids = texts_by_name_at(entity, "ids")});
  }
  return entities;
}

std::optional<double> number_at(const rapidjson::Value& object, const char* key) {
  const auto found = object.FindMember(key);
  if (found == object.MemberEnd() || !found->value.IsNumber()) return std::nullopt;
  return found->value.GetDouble();
}

}  // namespace

std::string to_json(const Alert& alert) {
  Buffer buffer;
  Writer out(buffer);
  out.StartObject();
  put(out, "id", alert.id);
  put_rule(out, alert.rule);
  put(out, "severity", to_string(alert.severity));
  put(out, "story", alert.story);
  put(out, "raised_at", to_rfc3339(alert.raised_at));
  put_item(out, alert.item);
  put_evidence(out, alert.evidence);
  put_entities(out, alert.entities);
  if (alert.score) {
    out.Key("score");
    out.Double(*alert.score);
  }
  out.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

Result<Alert> alert_from_json(std::string_view json) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
  const bool whole = !document.HasParseError() && document.IsObject() && document.HasMember("rule") &&
                     document["rule"].IsObject() && document.HasMember("item") && document["item"].IsObject() &&
                     document.HasMember("evidence") && document["evidence"].IsArray();
  if (!whole) {
    return fail({.kind = ErrorKind::corrupt,
                 .doing = "read a stored alert",
                 .to = {},
                 .why = "its JSON is not what this program writes",
                 .advice = {}});
  }
  return Alert{.id = string_at(document, "id"),
               .rule = rule_in(document["rule"]),
               .severity = severity_at(document, "severity"),
               .story = string_at(document, "story"),
               .item = item_in(document["item"]),
               .evidence = evidence_in(document["evidence"]),
               .entities = entities_in(document),
               .score = number_at(document, "score"),
               .raised_at = moment_at(document, "raised_at").value_or(Moment{})};
}

}  // namespace tb
