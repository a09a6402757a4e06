// Severity: how loud an alert is, on the wire services' own scale. Ten bells on the teletype meant FLASH.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tb {

/// Ordered: a comparison says which is louder.
enum class Severity : std::uint8_t { routine, urgent, bulletin, flash };

inline constexpr std::array kSeverities{Severity::routine, Severity::urgent, Severity::bulletin, Severity::flash};

[[nodiscard]] std::string_view to_string(Severity severity);

/// The severity of that exact name; nothing for any other text.
[[nodiscard]] std::optional<Severity> severity_named(std::string_view name);

}  // namespace tb
