#pragma once

#include "workspace/workspace.hpp"

/// Parts of workspace::load, one for each file; they append to the workspace and to the findings.
namespace solieu::workspace {

/// breakdowns.csv and indicators.csv.
void load_breakdowns(Workspace &workspace, diagnostic::Diagnostics &findings);
void load_indicators(Workspace &workspace, diagnostic::Diagnostics &findings);
/// territories.csv.
void load_territories(Workspace &workspace, diagnostic::Diagnostics &findings);
/// documents.csv, rules.csv, phrases.<language>.csv.
void load_documents(Workspace &workspace, diagnostic::Diagnostics &findings);
void load_rules(Workspace &workspace, diagnostic::Diagnostics &findings);
/// accepted.csv; after the rules and the territories.
void load_accepted(Workspace &workspace, diagnostic::Diagnostics &findings);
void load_phrases(Workspace &workspace, diagnostic::Diagnostics &findings);
/// workspace.json; throws Failure `workspace.unreadable` when it is missing or no JSON.
void load_settings(Workspace &workspace, diagnostic::Diagnostics &findings);
/// sources.json.
void load_sources(Workspace &workspace, diagnostic::Diagnostics &findings);
/// template.json of every template folder.
void load_templates(Workspace &workspace, diagnostic::Diagnostics &findings);

} // namespace solieu::workspace
