#include "odf/xml_names.hpp"

#include "odf/xml_document.hpp"

#include <array>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <unordered_set>

namespace solieu::odf {
namespace {

struct Namespace {
  std::string_view prefix;
  std::string_view uri;
};

/// ODF 1.3 part 3, clause 1.4, and the extensions that LibreOffice writes (xmloff/source/core/xmltoken.cxx).
constexpr std::array namespaces{
    Namespace{"office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
    Namespace{"text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
    Namespace{"table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
    Namespace{"style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
    Namespace{"draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"},
    Namespace{"fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
    Namespace{"svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"},
    Namespace{"number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"},
    Namespace{"meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
    Namespace{"presentation", "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"},
    Namespace{"chart", "urn:oasis:names:tc:opendocument:xmlns:chart:1.0"},
    Namespace{"dr3d", "urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0"},
    Namespace{"form", "urn:oasis:names:tc:opendocument:xmlns:form:1.0"},
    Namespace{"script", "urn:oasis:names:tc:opendocument:xmlns:script:1.0"},
    Namespace{"config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"},
    Namespace{"anim", "urn:oasis:names:tc:opendocument:xmlns:animation:1.0"},
    Namespace{"db", "urn:oasis:names:tc:opendocument:xmlns:database:1.0"},
    Namespace{"manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"},
    Namespace{"smil", "urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0"},
    Namespace{"of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"},
    Namespace{"dsig", "urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0"},
    Namespace{"pkg", "http://docs.oasis-open.org/ns/office/1.2/meta/pkg#"},
    Namespace{"xlink", "http://www.w3.org/1999/xlink"},
    Namespace{"xml", "http://www.w3.org/XML/1998/namespace"},
    Namespace{"dc", "http://purl.org/dc/elements/1.1/"},
    Namespace{"math", "http://www.w3.org/1998/Math/MathML"},
    Namespace{"xforms", "http://www.w3.org/2002/xforms"},
    Namespace{"xsd", "http://www.w3.org/2001/XMLSchema"},
    Namespace{"xsi", "http://www.w3.org/2001/XMLSchema-instance"},
    Namespace{"xhtml", "http://www.w3.org/1999/xhtml"},
    Namespace{"grddl", "http://www.w3.org/2003/g/data-view#"},
    Namespace{"dom", "http://www.w3.org/2001/xml-events"},
    Namespace{"css3t", "http://www.w3.org/TR/css3-text/"},
    Namespace{"ooo", "http://openoffice.org/2004/office"},
    Namespace{"ooow", "http://openoffice.org/2004/writer"},
    Namespace{"oooc", "http://openoffice.org/2004/calc"},
    Namespace{"rpt", "http://openoffice.org/2005/report"},
    Namespace{"tableooo", "http://openoffice.org/2009/table"},
    Namespace{"drawooo", "http://openoffice.org/2010/draw"},
    Namespace{"officeooo", "http://openoffice.org/2009/office"},
    Namespace{"chartooo", "http://openoffice.org/2010/chart"},
    Namespace{"textooo", "http://openoffice.org/2013/office"},
    Namespace{"loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"},
    Namespace{"calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"},
    Namespace{"field", "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"},
    Namespace{"formx", "urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:form:1.0"},
    Namespace{"msoxl", "http://schemas.microsoft.com/office/excel/formula"},
    // An SVG picture has the namespace of its own; ODF's "svg" is another one.
    Namespace{"svgp", "http://www.w3.org/2000/svg"},
};

struct NameTable {
  std::shared_mutex lock;
  std::unordered_set<std::string> names; // node based: addresses stay
};

NameTable &name_table() {
  static NameTable table;
  return table;
}

} // namespace

std::string_view prefix_of_namespace(std::string_view uri) noexcept {
  static const auto by_uri = [] {
    std::unordered_map<std::string_view, std::string_view> map;
    for (const auto &known : namespaces) {
      map.emplace(known.uri, known.prefix);
    }
    return map;
  }();
  const auto found = by_uri.find(uri);
  return found == by_uri.end() ? std::string_view{} : found->second;
}

std::string_view namespace_of_prefix(std::string_view prefix) noexcept {
  for (const auto &known : namespaces) {
    if (known.prefix == prefix) {
      return known.uri;
    }
  }
  return {};
}

XmlName xml_name(std::string_view canonical) {
  auto &table = name_table();
  const std::string wanted(canonical);
  {
    const std::shared_lock reading(table.lock);
    if (const auto found = table.names.find(wanted); found != table.names.end()) {
      return &*found;
    }
  }
  const std::unique_lock writing(table.lock);
  return &*table.names.insert(wanted).first;
}

} // namespace solieu::odf
