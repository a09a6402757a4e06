// What is published beside the program holds: the schemas, the examples, the snippets and keys of the reference.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "config/a_folder.hpp"
#include "config/findings.hpp"
#include "config/published_schemas.hpp"
#include "config/schema.hpp"
#include "config/yaml_tree.hpp"

namespace tb::config {
namespace {

namespace fs = std::filesystem;

const fs::path kDocs = fs::path(TB_SOURCE_DIR) / "docs";

std::string content_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

// What the examples refer to.
class AnExampleWorld {
 public:
  AnExampleWorld() {
    for (const char* name : {"kafka-password", "guardian-key", "feed-key", "feed-password", "proxy-password"})
      credentials_.write(name, "x");
  }
  Environment environment() const {
    return environment_of({{"HOME", "/home/desk"},
                           {"CREDENTIALS_DIRECTORY", credentials_.path().string()},
                           {"SLACK_URL", "https://example.org/slack"},
                           {"HOOK_URL", "https://example.org/hook"},
                           {"HOOK_SECRET", "whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0"}});
  }

 private:
  AFolder credentials_;
};

TEST(Example, OfEveryFileLoads) {
  const AnExampleWorld world;
  const AFolder folder;
  fs::copy(kDocs / "examples", folder.path(), fs::copy_options::recursive);
  folder.write("roots.pem", "");
  int loaded_files = 0;
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    if (entry.path().extension() != ".yaml") continue;
    SCOPED_TRACE(entry.path().filename());
    const auto loaded = load(entry.path(), world.environment());
    EXPECT_TRUE(loaded) << folder.mistakes(loaded);
    ++loaded_files;
  }
  EXPECT_GE(loaded_files, 4);
}

TEST(Example, OfEveryKeyShowsTheDefaults) {
  const AnExampleWorld world;
  const AFolder folder;
  fs::copy(kDocs / "examples", folder.path(), fs::copy_options::recursive);
  folder.write("roots.pem", "");
  const auto loaded = load(folder.path() / "every-key.yaml", world.environment());
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  const Configuration defaults;
  EXPECT_EQ(loaded->http.limits, defaults.http.limits);
  EXPECT_EQ(loaded->feed, defaults.feed);
  EXPECT_EQ(loaded->log_level, defaults.log_level);
  EXPECT_EQ(loaded->shutdown_grace, defaults.shutdown_grace);
  EXPECT_EQ(loaded->concurrent_polls, defaults.concurrent_polls);
  EXPECT_EQ(loaded->origins, defaults.origins);
  EXPECT_EQ(loaded->etiquette, defaults.etiquette);
  EXPECT_EQ(loaded->moves_before_adoption, defaults.moves_before_adoption);
  EXPECT_EQ(loaded->http.proxy, defaults.http.proxy);
  source::WebsubOptions websub;
  websub.callback = "https://news.example.org/websub/";  // which has no default: without it there is no WebSub
  EXPECT_EQ(loaded->websub, websub);
  EXPECT_EQ(loaded->sources.at(1).websub, source::Options().websub);
  EXPECT_EQ(loaded->sources.at(1).schedule, schedule::Options{.unconditional_floor = false});  // of an API
}

// The text between ```yaml and ``` of a page.
std::vector<std::string> snippets_of(const std::string& page) {
  constexpr std::string_view kOpen = "```yaml\n";
  std::vector<std::string> snippets;
  for (std::size_t at = page.find(kOpen); at != std::string::npos; at = page.find(kOpen, at)) {
    at += kOpen.size();
    snippets.push_back(page.substr(at, page.find("```", at) - at));
  }
  return snippets;
}

TEST(ConfigurationPage, HasSnippetsThatLoad) {
  const AnExampleWorld world;
  const std::vector<std::string> snippets = snippets_of(content_of(kDocs / "configuration.md"));
  EXPECT_GE(snippets.size(), 6U);
  for (const std::string& snippet : snippets) {
    SCOPED_TRACE(snippet);
    const AFolder folder;
    folder.write("rules/us-china.yaml", kGoodPack);
    folder.write("roots.pem", "");
    const auto loaded = load_text(folder, snippet, world.environment());
    EXPECT_TRUE(loaded) << folder.mistakes(loaded);
  }
}

// Calls visit(pointer, schema) for every schema in a schema, itself first.
template <class Visit>
void for_each_schema(const rapidjson::Value& schema, const std::string& pointer, const Visit& visit) {
  visit(pointer, schema);
  for (const char* group : {"properties", "definitions"}) {
    if (const rapidjson::Value* members = find(schema, group)) {
      for (const auto& [name, child] : members->GetObject()) {
        for_each_schema(child, pointer + "/" + group + "/" + name.GetString(), visit);
      }
    }
  }
  for (const char* single : {"items", "additionalProperties"}) {
    const rapidjson::Value* child = find(schema, single);
    if (child != nullptr && child->IsObject()) for_each_schema(*child, pointer + "/" + single, visit);
  }
}

class PublishedSchema : public testing::TestWithParam<std::string_view> {
 protected:
  // Fails rather than ends the program where the schema is no JSON.
  rapidjson::Document parsed() const {
    rapidjson::Document document;
    document.Parse(GetParam().data(), GetParam().size());
    return document;
  }
};

TEST_P(PublishedSchema, IsValidJson) {
  EXPECT_FALSE(parsed().HasParseError());
}

TEST_P(PublishedSchema, HasReferencesThatLeadSomewhere) {
  const rapidjson::Document json = parsed();
  for_each_schema(json, "", [&](const std::string& pointer, const rapidjson::Value& schema) {
    if (const rapidjson::Value* reference = find(schema, "$ref")) {
      EXPECT_NE(rapidjson::Pointer(reference->GetString()).Get(json), nullptr) << pointer;
    }
  });
}

TEST_P(PublishedSchema, SaysOfEveryValueWhatItIsAndWhatToWrite) {
  const rapidjson::Document json = parsed();
  for_each_schema(json, "", [&](const std::string& pointer, const rapidjson::Value& schema) {
    if (find(schema, "$ref") != nullptr) return;
    EXPECT_NE(text_of(schema, "x-is"), "") << pointer;
    EXPECT_NE(text_of(schema, "x-write"), "") << pointer;
  });
}

TEST_P(PublishedSchema, HasExamplesThatItAccepts) {
  const Schema schema(GetParam());
  for_each_schema(schema.json(), "", [&](const std::string& pointer, const rapidjson::Value& part) {
    if (find(part, "$ref") != nullptr) return;
    // The part alone, with the definitions it may refer to.
    rapidjson::Document alone;
    alone.CopyFrom(part, alone.GetAllocator());
    if (find(alone, "definitions") == nullptr) {
      rapidjson::Value definitions(schema.json()["definitions"], alone.GetAllocator());
      alone.AddMember("definitions", definitions, alone.GetAllocator());
    }
    const rapidjson::SchemaDocument compiled(alone);
    rapidjson::SchemaValidator validator(compiled);
    EXPECT_TRUE(schema.example_of(part).Accept(validator)) << pointer;
  });
}

TEST_P(PublishedSchema, TakesNoNullAnywhere) {
  // The check sends a null in the stead of a value already told to be wrong.
  const rapidjson::Document json = parsed();
  for_each_schema(json, "", [&](const std::string& pointer, const rapidjson::Value& schema) {
    if (find(schema, "$ref") != nullptr) return;
    const auto types = types_of(schema);
    EXPECT_FALSE(types.empty()) << pointer;
    EXPECT_THAT(types, testing::Not(testing::Contains("null"))) << pointer;
  });
}

TEST_P(PublishedSchema, HasEveryKeyInTheReference) {
  const bool is_of_rules = GetParam() == kRulesSchema;
  std::string page = content_of(kDocs / (is_of_rules ? "packs.md" : "configuration.md"));
  if (is_of_rules) page += content_of(kDocs / "entities.md");
  for_each_schema(parsed(), "", [&](const std::string& pointer, const rapidjson::Value& schema) {
    if (const rapidjson::Value* properties = find(schema, "properties")) {
      for (const auto& property : properties->GetObject()) {
        EXPECT_THAT(page, testing::HasSubstr("`" + std::string(property.name.GetString()) + "`")) << pointer;
      }
    }
  });
}

// Which declarations of keys a tree makes use of: the address of each is its own, wherever its `$ref` leads.
void note_used(const Schema& schema, const rapidjson::Value& declared, const Node& node,
               std::set<const rapidjson::Value*>& used) {
  used.insert(&declared);
  const rapidjson::Value& own = schema.resolved(declared);
  const rapidjson::Value* properties = find(own, "properties");
  for (const Node& child : node.children) {
    const rapidjson::Value* next = properties == nullptr ? nullptr : find(*properties, child.key.c_str());
    if (next == nullptr) next = find(own, node.kind == Node::Kind::list ? "items" : "additionalProperties");
    if (next != nullptr && next->IsObject()) note_used(schema, *next, child, used);
  }
}

TEST(Example, OfEveryKeyHasEveryKeyOfTheSchema) {
  const auto text = read_text(kDocs / "examples" / "every-key.yaml");
  ASSERT_TRUE(text);
  Findings findings(*text);
  const std::optional<Node> root = parse_yaml(*text, findings);
  ASSERT_TRUE(root);
  const Schema schema(kConfigSchema);
  std::set<const rapidjson::Value*> used;
  note_used(schema, schema.json(), *root, used);
  for_each_schema(schema.json(), "", [&](const std::string& pointer, const rapidjson::Value& part) {
    if (const rapidjson::Value* properties = find(part, "properties")) {
      for (const auto& [name, declared] : properties->GetObject()) {
        EXPECT_TRUE(used.contains(&declared)) << pointer << "/properties/" << name.GetString();
      }
    }
  });
}

INSTANTIATE_TEST_SUITE_P(Schemas, PublishedSchema, testing::Values(kConfigSchema, kRulesSchema),
                         [](const auto& row) { return row.index == 0 ? "Config" : "Rules"; });

}  // namespace
}  // namespace tb::config
