#include "odf/xml_cause.hpp"

#include "diagnostic/diagnostic.hpp"

namespace solieu::odf {

using diagnostic::Code;

std::string xml_cause(XML_Error error) {
  switch (error) {
  case XML_ERROR_NO_ELEMENTS:
  case XML_ERROR_UNCLOSED_TOKEN:
  case XML_ERROR_UNCLOSED_CDATA_SECTION:
  case XML_ERROR_PARTIAL_CHAR:
    return Code{"odf.xml-ends-early"}.name;
  case XML_ERROR_SYNTAX:
  case XML_ERROR_INVALID_TOKEN:
  case XML_ERROR_MISPLACED_XML_PI:
    return Code{"odf.xml-syntax"}.name;
  case XML_ERROR_TAG_MISMATCH:
    return Code{"odf.xml-tag-mismatch"}.name;
  case XML_ERROR_DUPLICATE_ATTRIBUTE:
    return Code{"odf.xml-attribute-repeated"}.name;
  case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
    return Code{"odf.xml-text-after-end"}.name;
  case XML_ERROR_UNDEFINED_ENTITY:
  case XML_ERROR_BAD_CHAR_REF:
    return Code{"odf.xml-entity-unknown"}.name;
  case XML_ERROR_UNBOUND_PREFIX:
    return Code{"odf.xml-prefix-unknown"}.name;
  case XML_ERROR_UNKNOWN_ENCODING:
  case XML_ERROR_INCORRECT_ENCODING:
    return Code{"odf.xml-encoding-unknown"}.name;
  default:
    return XML_ErrorString(error);
  }
}

} // namespace solieu::odf
