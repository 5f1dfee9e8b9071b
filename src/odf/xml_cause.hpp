#pragma once

#include <expat.h>
#include <string>

namespace solieu::odf {

/// Why the parser stopped, as the value of a `{reason}` place: the code of a sentence of this room; the parser's own
/// English words for causes that no document has.
[[nodiscard]] std::string xml_cause(XML_Error error);

} // namespace solieu::odf
