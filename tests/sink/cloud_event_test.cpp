// The CloudEvents attributes, which are public API.
#include "sink/cloud_event.hpp"

#include <gtest/gtest.h>

#include <map>

#include "fakes/an_item.hpp"

namespace tb::sink {
namespace {

TEST(CloudEvent, HasTheRequiredAttributesAndOurs) {
  const Alert alert = fakes::an_alert();
  std::map<std::string, std::string> headers;
  for (const EventHeader& header : cloud_event_headers(alert)) headers[header.name] = header.value;
  const std::map<std::string, std::string> want{{"content-type", "application/json"},
                                                {"ce_specversion", "1.0"},
                                                {"ce_id", alert.id},
                                                {"ce_type", "tenbells.alert"},
                                                {"ce_source", "urn:tenbells:source:harbour-herald"},
                                                {"ce_time", "2026-11-24T12:00:00.000Z"},
                                                {"ce_subject", "ferries"},
                                                {"ce_dataschema", "urn:tenbells:schema:alert:1"},
                                                {"ce_severity", "urgent"}};
  EXPECT_EQ(headers, want);
}

}  // namespace
}  // namespace tb::sink
