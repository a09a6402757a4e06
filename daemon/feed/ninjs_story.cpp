// One story of ninjs. Version 1 has a member for each text and its role (body_text, body_xhtml, description_caption),
// versions 2 and 3 have lists with the role inside; version 3 writes versionCreated where version 2 wrote
// versioncreated. So members are compared without case, and both shapes are read whatever the version says.
#include "ninjs_story.hpp"

#include <array>
#include <pugixml.hpp>

#include "html_links.hpp"
#include "json_tree.hpp"
#include "links.hpp"
#include "names.hpp"
#include "ninjs_wording.hpp"
#include "nitf.hpp"
#include "people.hpp"
#include "reading.hpp"
#include "wire_values.hpp"

namespace tb::feed {

namespace {

std::string_view string_in(const rapidjson::Value& value) {
  return value.IsString() ? std::string_view(value.GetString(), value.GetStringLength()) : std::string_view{};
}

std::string_view string_at(const rapidjson::Value& object, std::initializer_list<std::string_view> names) {
  if (!object.IsObject()) return {};
  for (const std::string_view name : names) {
    for (const auto& member : object.GetObject()) {
      if (same_name(string_in(member.name), name) && member.value.IsString()) return string_in(member.value);
    }
  }
  return {};
}

/// Calls `visit` for each object in an array, or in an object whose members are named freely (version 1).
template <class Visit>
void each_object(const rapidjson::Value& list, Visit visit) {
  if (list.IsArray()) {
    for (const auto& element : list.GetArray()) {
      if (element.IsObject()) visit(element);
    }
  } else if (list.IsObject()) {
    for (const auto& member : list.GetObject()) {
      if (member.value.IsObject()) visit(member.value);
    }
  }
}

class StoryReader {
 public:
  StoryReader(const NinjsStory& reading, Entry& entry)
      : reading_(reading), entry_(entry), wire_(entry.wire.emplace()) {}

  void read(const rapidjson::Value& story) {
    for (const auto& member : story.GetObject()) read_member(string_in(member.name), member.value);
    finish();
  }

 private:
  using Take = void (StoryReader::*)(const rapidjson::Value&);
  struct Row {
    std::string_view name;
    Take take;
  };
  static const std::array<Row, 42> kMembers;

  void read_member(std::string_view name, const rapidjson::Value& value) {
    for (const Row& row : kMembers) {
      if (same_name(row.name, name)) return (this->*row.take)(value);
    }
    const std::string_view text = string_in(value);
    if (name.starts_with("headline_")) offer_title(wording_of_member(name.substr(9), text));
    if (name.starts_with("body_")) offer_body(wording_of_member(name.substr(5), text));
    if (name.starts_with("description_")) offer_description(wording_of_member(name.substr(12), text));
  }

  void offer_title(const Wording& wording) { title_.offer(wording, rank_as_title(wording.role)); }
  void offer_body(const Wording& wording) { body_.offer(wording, rank_as_body(wording)); }

  void offer_description(const Wording& wording) {
    if (entry_.credit.empty() && local_code(wording.role).starts_with("credit")) entry_.credit = value_of(wording.text);
    description_.offer(wording, rank_as_description(wording));
  }

  template <class Offer>
  static void each_wording(const rapidjson::Value& list, Offer offer) {
    if (list.IsString()) return offer(Wording{.role = "main", .type = {}, .text = string_in(list)});
    each_object(list, [&](const rapidjson::Value& one) {
      offer(Wording{.role = string_at(one, {"role"}),
                    .type = string_at(one, {"contenttype", "mimetype"}),
                    .text = string_at(one, {"value"})});
    });
  }

  void headline(const rapidjson::Value& value) {
    each_wording(value, [this](const Wording& one) { offer_title(one); });
  }
  void bodies(const rapidjson::Value& value) {
    each_wording(value, [this](const Wording& one) { offer_body(one); });
  }
  void descriptions(const rapidjson::Value& value) {
    each_wording(value, [this](const Wording& one) { offer_description(one); });
  }

  void title(const rapidjson::Value& value) { working_title_ = string_in(value); }
  void uri(const rapidjson::Value& value) { entry_.guid = value_of(string_in(value)); }
  void version(const rapidjson::Value& value) { wire_.version = value_of(scalar(value)); }
  void status(const rapidjson::Value& value) { set_status(wire_, string_in(value), reading_.warnings); }
  void urgency(const rapidjson::Value& value) { set_urgency(wire_, scalar(value), reading_.warnings); }
  void embargoed(const rapidjson::Value& value) {
    if (!value.IsNull()) set_embargo(wire_, scalar(value), reading_.warnings);
  }
  void first_created(const rapidjson::Value& value) { first_created_ = scalar(value); }
  void content_created(const rapidjson::Value& value) { content_created_ = scalar(value); }
  void version_created(const rapidjson::Value& value) { version_created_ = scalar(value); }
  void language(const rapidjson::Value& value) { entry_.language = value_of(string_in(value)); }
  void rights(const rapidjson::Value& value) { entry_.rights = value_of(string_in(value)); }
  void holder(const rapidjson::Value& value) { holder_ = string_in(value); }
  void credit(const rapidjson::Value& value) { entry_.credit = value_of(string_in(value)); }

  void byline(const rapidjson::Value& value) {
    if (value.IsString()) add_author(entry_, {.name = author_of(string_in(value))});
    each_object(value, [&](const rapidjson::Value& one) {
      add_author(entry_, {.name = author_of(string_at(one, {"by", "byline", "name"})),
                          .uri = resolve_link({}, string_at(one, {"uri"}))});
    });
  }

  void subjects(const rapidjson::Value& value) {
    each_object(value, [&](const rapidjson::Value& subject) {
      add_code(wire_.codes, string_at(subject, {"uri", "qcode", "code", "literal"}));
    });
    names(value);
  }

  void names(const rapidjson::Value& value) {
    for (const std::string& name : texts_in(value)) add_once(entry_.categories, value_of(name));
  }

  void signals(const rapidjson::Value& value) {
    for (const std::string& signal : texts_in(value)) add_code(wire_.signals, signal);
  }

  void replaces(const rapidjson::Value& value) {
    for (const std::string& id : texts_in(value)) add_code(wire_.replaces, id);
  }

  void renditions(const rapidjson::Value& value) {
    each_object(value, [&](const rapidjson::Value& rendition) { read_rendition(rendition); });
  }

  void associations(const rapidjson::Value& value) {
    each_object(value, [&](const rapidjson::Value& associated) {
      const auto member = associated.FindMember("renditions");
      if (member != associated.MemberEnd()) renditions(member->value);
    });
  }

  void read_rendition(const rapidjson::Value& rendition) {
    const std::string_view href = string_at(rendition, {"href"});
    if (href.empty()) return;
    std::string url = resolve_link(reading_.base, href);
    if (url.empty()) return reading_.warnings.add(Flaw::unusable_link, href);
    Enclosure file{.url = std::move(url), .type = media_type(string_at(rendition, {"contenttype", "mimetype"}))};
    for (const char* const name : {"sizeinbytes", "sizeInBytes", "size"}) {
      const auto size = rendition.FindMember(name);
      if (size != rendition.MemberEnd() && size->value.IsUint64()) file.length = size->value.GetUint64();
    }
    if (file.type == "text/html" && page_.empty()) page_ = file.url;
    add_enclosure(entry_, std::move(file));
  }

  void finish() {
    if (body_.found()) read_body();
    if (title_.found()) set_title(entry_, title_of(title_.wording()), reading_.limits, reading_.warnings);
    if (entry_.title.empty()) entry_.title = value_of(working_title_);
    if (description_.found()) {
      set_summary(entry_, content_of(description_.wording()), reading_.limits, reading_.warnings);
    }
    for (std::string* const html : {&entry_.html.title, &entry_.html.summary, &entry_.html.body}) {
      if (!html->empty()) *html = with_absolute_links(*html, reading_.base, reading_.room_for_links);
    }
    if (entry_.rights.empty()) entry_.rights = value_of(holder_);
    entry_.link = is_web_address(entry_.guid) ? resolve_link({}, entry_.guid) : page_;
    set_dates(entry_, {first_created_, content_created_, version_created_}, {version_created_}, reading_.limits,
              reading_.warnings);
  }

  void read_body() {
    if (kind_of(body_.wording()) == WordingKind::nitf) return read_nitf_text(body_.wording().text);
    if (kind_of(body_.wording()) == WordingKind::other) return;
    set_body(entry_, content_of(body_.wording()), reading_.limits, reading_.warnings);
  }

  // A document inside a string: only where it is well-formed, and no DTD of it is read.
  void read_nitf_text(std::string_view xml) {
    pugi::xml_document tree;
    if (!tree.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8)) {
      return;
    }
    const Reading reading{.limits = reading_.limits, .warnings = reading_.warnings, .document_url = reading_.base};
    Entry story;
    add_nitf_body(child_named(tree, "nitf"), reading, story);
    entry_.body = std::move(story.body);
    entry_.html.body = std::move(story.html.body);
  }

  static Content title_of(const Wording& wording) {
    return {.text = std::string(wording.text),
            .markup = kind_of(wording) == WordingKind::html ? Markup::html : Markup::plain};
  }

  static Content content_of(const Wording& wording) {
    if (kind_of(wording) == WordingKind::html) return {.text = std::string(wording.text)};
    return plain_lines(wording.text);
  }

  std::string author_of(std::string_view byline) const {
    return author_in_byline(byline, reading_.limits, reading_.warnings);
  }

  std::string value_of(std::string_view text) const { return as_value(text, reading_.limits, reading_.warnings); }

  static std::string scalar(const rapidjson::Value& value) {
    const std::vector<std::string> texts = value.IsArray() ? std::vector<std::string>{} : texts_in(value);
    return texts.empty() ? std::string{} : texts.front();
  }

  const NinjsStory& reading_;
  Entry& entry_;
  Wire& wire_;
  BestWording title_;
  BestWording body_;
  BestWording description_;
  std::string_view working_title_;
  std::string_view holder_;
  std::string first_created_;
  std::string content_created_;
  std::string version_created_;
  std::string page_;
};

constexpr std::array<StoryReader::Row, 42> StoryReader::kMembers{{
    {"uri", &StoryReader::uri},
    {"version", &StoryReader::version},
    {"pubstatus", &StoryReader::status},
    {"urgency", &StoryReader::urgency},
    {"embargoed", &StoryReader::embargoed},
    {"firstcreated", &StoryReader::first_created},
    {"contentcreated", &StoryReader::content_created},
    {"versioncreated", &StoryReader::version_created},
    {"language", &StoryReader::language},
    {"headline", &StoryReader::headline},
    {"headlines", &StoryReader::headline},
    {"title", &StoryReader::title},
    {"bodies", &StoryReader::bodies},
    {"body", &StoryReader::bodies},
    {"descriptions", &StoryReader::descriptions},
    {"description", &StoryReader::descriptions},
    {"copyrightnotice", &StoryReader::rights},
    {"copyrightholder", &StoryReader::holder},
    {"creditline", &StoryReader::credit},
    {"by", &StoryReader::byline},
    {"byline", &StoryReader::byline},
    {"bylines", &StoryReader::byline},
    {"authors", &StoryReader::byline},
    {"subject", &StoryReader::subjects},
    {"subjects", &StoryReader::subjects},
    {"organisation", &StoryReader::names},
    {"organisations", &StoryReader::names},
    {"person", &StoryReader::names},
    {"people", &StoryReader::names},
    {"place", &StoryReader::names},
    {"places", &StoryReader::names},
    {"located", &StoryReader::names},
    {"slugline", &StoryReader::names},
    {"keywords", &StoryReader::names},
    {"signals", &StoryReader::signals},
    {"evolvedfrom", &StoryReader::replaces},
    {"derivedfrom", &StoryReader::replaces},
    {"replaces", &StoryReader::replaces},
    {"renditions", &StoryReader::renditions},
    {"associations", &StoryReader::associations},
    {"event", &StoryReader::names},
    {"events", &StoryReader::names},
}};

}  // namespace

std::optional<Entry> read_ninjs_story(const rapidjson::Value& story, const NinjsStory& reading) {
  if (same_name(string_at(story, {"type"}), "planning")) return std::nullopt;
  Entry entry;
  StoryReader(reading, entry).read(story);
  return entry;
}

}  // namespace tb::feed
