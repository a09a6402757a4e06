// The alert as a CloudEvent 1.0 on Kafka, binary content mode (CloudEvents Kafka protocol binding 1.0.2 §3.2): the
// attributes are headers, the value is the alert's JSON.
#pragma once

#include <string>
#include <vector>

#include "tenbells/core/alert.hpp"

namespace tb::sink {

struct EventHeader {
  const char* name;
  std::string value;
};

/// content-type and ce_specversion, ce_id, ce_type, ce_source, ce_time, ce_subject, ce_dataschema, ce_severity.
[[nodiscard]] std::vector<EventHeader> cloud_event_headers(const Alert& alert);

}  // namespace tb::sink
