// Everything from outside stands in plain_text objects, where Slack formats nothing; the one mrkdwn element is the
// link.
#include "slack_message.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/url/parse.hpp>
#include <set>

#include "tenbells/core/printable.hpp"

namespace tb::sink {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

// Slack's documented limits, in characters.
constexpr std::size_t kHeader = 150;
constexpr std::size_t kSection = 3000;
constexpr std::size_t kSummary = 600;  // ours: an alert is read at a glance
constexpr std::size_t kContext = 300;
constexpr std::size_t kLink = 2000;

void text_object(Writer& out, const char* type, const std::string& text) {
  out.StartObject();
  out.Key("type");
  out.String(type);
  out.Key("text");
  out.String(text);
  if (std::string_view(type) == "plain_text") {
    out.Key("emoji");
    out.Bool(false);
  }
  out.EndObject();
}

void block(Writer& out, const char* type, const std::string& text) {
  out.StartObject();
  out.Key("type");
  out.String(type);
  out.Key("text");
  text_object(out, "plain_text", text);
  out.EndObject();
}

// <url|host>, or nothing for what is no http(s) URL. A bar or a space would end the URL early.
std::string link_markup(const std::string& link) {
  const auto url = boost::urls::parse_uri(link);
  if (!url || link.size() > kLink || (url->scheme() != "http" && url->scheme() != "https")) return {};
  std::string target;
  for (const char c : link) target += c == '|' ? "%7C" : c == ' ' ? "%20" : std::string(1, c);
  return "<" + escape_slack(target) + "|" + escape_slack(printable(std::string(url->host()))) + ">";
}

std::string context_line(const Alert& alert) {
  std::set<std::string> spans;
  for (const Evidence& span : alert.evidence) spans.insert(span.text);
  std::string line = alert.item.source + " · matched:";
  for (const std::string& span : spans) line += " " + span + ",";
  if (line.back() == ',') line.pop_back();
  return shortened(printable(line), kContext);
}

void context_block(Writer& out, const Alert& alert) {
  out.StartObject();
  out.Key("type");
  out.String("context");
  out.Key("elements");
  out.StartArray();
  if (const std::string link = link_markup(alert.item.link); !link.empty()) text_object(out, "mrkdwn", link);
  text_object(out, "plain_text", context_line(alert));
  out.EndArray();
  out.EndObject();
}

}  // namespace

std::string escape_slack(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string slack_message(const Alert& alert) {
  const std::string heading =
      boost::to_upper_copy(std::string(to_string(alert.severity))) + " · " + printable(alert.rule.title);
  const std::string title = printable(alert.item.title.empty() ? alert.item.link : alert.item.title);
  rapidjson::StringBuffer buffer;
  Writer out(buffer);
  out.StartObject();
  out.Key("text");
  out.String(escape_slack(shortened(heading + ": " + title, kSection)));
  out.Key("unfurl_links");
  out.Bool(false);
  out.Key("unfurl_media");
  out.Bool(false);
  out.Key("blocks");
  out.StartArray();
  block(out, "header", shortened(heading, kHeader));
  if (!title.empty()) block(out, "section", shortened(title, kSection));
  if (!alert.item.summary.empty()) block(out, "section", shortened(printable(alert.item.summary), kSummary));
  context_block(out, alert);
  out.EndArray();
  out.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace tb::sink
