// Language range: what stands behind lang:, a language or a part of one (RFC 4647 §2.1, BCP 47): zh, zh-Hant, pt-BR.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tb::rules {

/// Why a text is no language range, and what would be: "chinese" is no language's code, write zh. Nothing if it is one.
[[nodiscard]] std::optional<std::string> why_no_language(std::string_view range);

/// Why news surely never declare this language, though its form is right: a country's code (cn), a code that no
/// language has (xx), a long code of a language that has a short one (zho). Nothing if they may.
[[nodiscard]] std::optional<std::string> why_never_declared(std::string_view range);

}  // namespace tb::rules
