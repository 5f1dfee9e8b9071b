#pragma once

#include <filesystem>
#include <string>

namespace solieu::office_process {

/// Writes a user profile into `folder` for the office in `program_folder` (where its versionrc and bootstraprc stand):
/// known version, so that the slow first start is skipped; build id, so that extensions survive it; no macros, no Java,
/// no linked content from outside, formulas always calculated. Number formats that name no language of their own follow
/// `locale` ("vi-VN"; empty = the office's). Throws std::ios_base::failure when it cannot be written.
void seed_profile(const std::filesystem::path &folder, const std::filesystem::path &program_folder,
                  const std::string &locale);

} // namespace solieu::office_process
