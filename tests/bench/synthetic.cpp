#include "synthetic.hpp"

#include <array>
#include <fstream>
#include <random>

namespace solieu::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::array sectors{"A", "B", "C", "D", "F", "G", "H", "I", "J", "K", "P", "O"};
constexpr int last_month = 9; ///< of 2025; the report is about this month

/// Rows of observations.csv of one commune, in the columns that matter; all figures are made up.
class Commune {
public:
  Commune(std::ofstream &out, int number)
      : out_(out), random_(static_cast<unsigned>(number)), key_(commune_key(number)) {}

  void write() {
    const long population = between(900, 180'000);
    const long active = population * between(40, 60) / 100;
    for (int month = 1; month <= last_month; ++month) {
      flows(month);
      if (month >= last_month - 1)
        stocks(month, population, active);
    }
    row("HIRES", "2025", "", "plan", std::to_string(between(2'000, 60'000)));
  }

private:
  long between(long low, long high) {
    return low + static_cast<long>(random_() % static_cast<unsigned>(high - low + 1));
  }

  void row(const char *indicator, const std::string &period, const std::string &slice, const char *kind,
           const std::string &value) {
    out_ << "S" << ++count_ << ',' << indicator << ',' << key_ << ',' << period << ",calendar," << slice << ',' << kind
         << ",value," << value << ",,exact,,,,,Số liệu giả để đo tốc độ,,yes,\n";
  }
  void actual(const char *indicator, int month, long value, const std::string &slice = {}) {
    row(indicator, "2025-0" + std::to_string(month), slice, "actual", std::to_string(value));
  }
  void by_sector(const char *indicator, int month, long most) {
    for (const char *sector : sectors)
      actual(indicator, month, between(0, most), std::string{"sector="} + sector);
  }

  void flows(int month) {
    actual("HIRES", month, between(50, 4'000));
    actual("SEPARATIONS", month, between(50, 4'000));
    if (month < last_month)
      return;
    by_sector("HIRES", month, 400);
    by_sector("SEPARATIONS", month, 400);
    actual("FIRMS_NEW", month, between(0, 200));
    actual("FIRMS_CLOSED", month, between(0, 150));
    actual("TRAINEES", month, between(0, 500));
    row("SUBSIDY", "2025-09", "", "actual", std::to_string(between(1, 900)) + ".5");
    actual("INSPECTIONS", month, between(0, 90));
    actual("ACCIDENTS", month, between(0, 40));
  }

  void stocks(int month, long population, long active) {
    const long unemployed = active * between(30, 190) / 1'000;
    actual("POP", month, population);
    actual("ACTIVE", month, active);
    actual("EMPLOYED", month, active - unemployed);
    actual("UNEMPLOYED", month, unemployed);
    actual("YOUTH_UNEMP", month, unemployed / 4);
    actual("WOMEN_EMP", month, (active - unemployed) * 46 / 100);
    actual("VACANCIES", month, between(5, 4'000));
    by_sector("EMPLOYED", month, 9'000);
    by_sector("VACANCIES", month, 120);
    row("WAGE", "2025-0" + std::to_string(month), "", "actual", std::to_string(between(5'100, 12'900)) + ".4");
  }

  std::ofstream &out_;
  std::mt19937 random_;
  std::string key_;
  int count_ = 0;
};

} // namespace

std::string commune_key(int number) { return "VN-NSO/2025-07-01/" + std::to_string(10'000 + number); }

void make_workspace(const fs::path &folder, int communes) {
  const fs::path source{SOLIEU_SOURCE_DIR};
  const auto over = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  fs::create_directories(folder);
  fs::copy(source / "tests/bench/workspace", folder, over);
  for (const char *language : {"vi", "en"})
    fs::copy_file(source / "templates" / (std::string{"phrases."} + language + ".csv"),
                  folder / (std::string{"phrases."} + language + ".csv"), fs::copy_options::overwrite_existing);
  std::ofstream territories{folder / "territories.csv"};
  territories << "keys,name,type,type_changes,valid_from,valid_to,parent,predecessors,note\n"
                 "VN-NSO/2025-07-01/99,Tỉnh thử,tỉnh,,,,,,\n";
  std::ofstream observations{folder / "observations.csv"};
  observations
      << "row_id,indicator,territory,period,clock,slice,kind,measure,value,value_high,bound,wording,unit,status,"
         "as_of,source,text,synthetic,note\n";
  for (int number = 1; number <= communes; ++number) {
    territories << commune_key(number) << ",Xã thử " << number << ",xã,,,,VN-NSO/2025-07-01/99,,\n";
    Commune{observations, number}.write();
  }
}

} // namespace solieu::bench
