#include "data/raw_row.hpp"

namespace solieu::data {

ColumnNames column_names(const model::ColumnMapping &mapping) {
  return {mapping.row_id, mapping.indicator, mapping.territory, mapping.period, mapping.clock, mapping.slice,
          mapping.kind,   mapping.measure,   mapping.low,       mapping.high,   mapping.bound, mapping.wording,
          mapping.unit,   mapping.status,    mapping.as_of,     mapping.source, mapping.text,  mapping.synthetic};
}

bool is_required(Field field) noexcept {
  return field == Field::indicator || field == Field::territory || field == Field::period || field == Field::low;
}

RowView RawRow::view() const {
  RowView row{.values = {}, .number = number, .inexact = inexact};
  for (std::size_t i = 0; i < field_count; ++i)
    if (values[i])
      row.values[i] = *values[i];
  return row;
}

} // namespace solieu::data
