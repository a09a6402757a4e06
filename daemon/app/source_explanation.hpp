// Why a source is not polled now: which rule binds it, which others had a say, and what is known of its rhythm.
#pragma once

#include <string>

#include "explanation_text.hpp"
#include "sources_report.hpp"

namespace tb::app {

/// A few lines for people, the answer first.
[[nodiscard]] std::string source_explanation(const SourceView& view, Moment now, Signs signs);

}  // namespace tb::app
