// The names and values of the attributes are public API, like the JSON.
#include "cloud_event.hpp"

namespace tb::sink {

std::vector<EventHeader> cloud_event_headers(const Alert& alert) {
  return {
      {"content-type", "application/json"},
      {"ce_specversion", "1.0"},
      {"ce_id", alert.id},
      {"ce_type", "tenbells.alert"},
      {"ce_source", "urn:tenbells:source:" + alert.item.source},
      {"ce_time", to_rfc3339(alert.raised_at)},
      {"ce_subject", alert.rule.id},
      {"ce_dataschema", "urn:tenbells:schema:alert:1"},
      {"ce_severity", std::string(to_string(alert.severity))},
  };
}

}  // namespace tb::sink
