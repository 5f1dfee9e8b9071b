#pragma once

#include <string>
#include <string_view>

namespace solieu::job {

/// Number and symbol of a document (Decree 30/2020/NĐ-CP, Annex I): "234" → "234/BC-SNV", "5" → "05/BC-SNV". Without a
/// number its place is kept open: "…/BC-SNV". A number that has a symbol of its own stays as it is.
[[nodiscard]] std::string document_number(std::string_view number, std::string_view symbol);

} // namespace solieu::job
