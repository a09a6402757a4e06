// The protocol's own texts: what is posted to a hub, what it asks, how it signs. Pure, and of nothing but strings.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tb::source {

/// What is asked of a hub (WebSub §5.1).
struct SubscriptionRequest {
  std::string topic;
  std::string callback;
  std::string secret;  ///< fewer than 200 bytes
  std::chrono::seconds lease{0};
};

/// As application/x-www-form-urlencoded.
[[nodiscard]] std::string subscription_form(const SubscriptionRequest& request);

/// What a hub says to a callback by GET: it wants a request confirmed (§5.3), or denies it (§5.2).
struct HubQuery {
  std::string mode;  ///< "subscribe", "unsubscribe", "denied"
  std::string topic;
  std::string challenge;
  std::string reason;                         ///< of a denial; for people, and hostile
  std::optional<std::chrono::seconds> lease;  ///< a positive number
};

/// Of each parameter the first. Percent-encoding that is wrong stays as it is.
/// @param query  without the "?"
[[nodiscard]] HubQuery hub_query(std::string_view query);

enum class Signature : std::uint8_t { right, wrong, missing, unknown_method };
/// "of an unknown method"
[[nodiscard]] std::string_view to_string(Signature signature);

/// Whether a delivery is signed with the secret (§7.1).
///
/// @param header  X-Hub-Signature, "sha256=…" in hexadecimal of any case: sha1, sha256, sha384, sha512
/// Takes the same time wherever two signatures differ.
[[nodiscard]] Signature check_signature(std::string_view header, std::string_view body, std::string_view secret);

/// How long after a lease was given it is renewed: two thirds of it, so that there is time to try again before it ends;
/// not sooner than `least`.
[[nodiscard]] std::chrono::seconds renew_after(std::chrono::seconds lease, std::chrono::seconds least);

/// How long to wait after that many failures in a row: `least`, doubled by each, at most `most`.
/// @param chance  0 … 1: up to a tenth more, so that what failed together does not come back together
[[nodiscard]] std::chrono::seconds retry_after_failures(int failures, std::chrono::seconds least,
                                                        std::chrono::seconds most, double chance);

/// The last segment of a target's path, which is all that we look at: a proxy may have cut what is before it.
[[nodiscard]] std::string_view last_segment(std::string_view target);

/// What stands behind the "?" of a target.
[[nodiscard]] std::string_view query_of(std::string_view target);

/// Bytes in hexadecimal, lower case.
[[nodiscard]] std::string hexadecimal(std::string_view bytes);

}  // namespace tb::source
