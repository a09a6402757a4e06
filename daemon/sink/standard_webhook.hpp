// The generic webhook: Standard Webhooks 1.0.0, an envelope around the alert's JSON and a signature that any of its
// libraries verifies.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/alert.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/core/secret.hpp"
#include "tenbells/http/client.hpp"

namespace tb::sink {

/// {"type":"tenbells.alert","timestamp":…,"data":{…}}: the same bytes at every retry.
[[nodiscard]] std::string webhook_body(const Alert& alert, std::string_view json);

/// webhook-id, webhook-timestamp (of this attempt) and, with a secret, webhook-signature.
[[nodiscard]] std::vector<http::Header> webhook_headers(const std::string& alert_id, std::chrono::sys_seconds attempt,
                                                        std::string_view body, const Secret& signing_secret);

/// Errors: invalid_input, unless the secret is empty or `whsec_` and base64 of 24 to 64 bytes.
[[nodiscard]] Result<void> check_signing_secret(const Secret& signing_secret);

}  // namespace tb::sink
