#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// Pictures and charts of an included document come along, under names of their own; so do tables whose name is taken.
void take_along(Draft &draft, odf::XmlDocument &document, odf::XmlNode &scope, const odf::Package &package);

/// The charts that came along become parts of the template.
void add_included_objects(Draft &draft);

/// Before the rows of an included sheet take the place of a row: what refers to rows below it follows them down, and
/// what the included rows refer to follows them too. `sheet`: the included sheet's name.
void make_room(Draft &draft, odf::XmlDocument &document, const odf::XmlNode &row,
               const std::vector<odf::XmlNode *> &rows, const std::string &sheet);

} // namespace solieu::binding
