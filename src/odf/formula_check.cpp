#include "odf/part_check.hpp"
#include "odf/table_formula.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace solieu::odf {
namespace {

using diagnostic::Code;

/// OpenFormula functions that compute from their arguments alone. Left out on purpose: WEBSERVICE, FILTERXML, DDE,
/// INFO, CELL, HYPERLINK, SQL.REQUEST, GETPIVOTDATA and whatever an add-in or a macro may define.
constexpr std::string_view allowed_names = R"(
ABS ACCRINT ACCRINTM ACOS ACOSH ACOT ACOTH ADDRESS AGGREGATE AMORDEGRC AMORLINC AND ARABIC AREAS ASC ASIN ASINH ATAN
ATAN2 ATANH AVEDEV AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS B BASE BESSELI BESSELJ BESSELK BESSELY BETA.DIST BETA.INV
BETADIST BETAINV BIN2DEC BIN2HEX BIN2OCT BINOM.DIST BINOM.INV BINOMDIST BITAND BITLSHIFT BITOR BITRSHIFT BITXOR
CEILING CEILING.MATH CEILING.PRECISE CEILING.XCL CHAR CHIDIST CHIINV CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT
CHISQ.TEST CHISQDIST CHISQINV CHITEST CHOOSE CLEAN CODE COLOR COLUMN COLUMNS COMBIN COMBINA COMPLEX CONCAT CONCATENATE
CONFIDENCE CONFIDENCE.NORM CONFIDENCE.T CONVERT CORREL COS COSH COT COTH COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS
COUPDAYBS COUPDAYS COUPDAYSNC COUPNCD COUPNUM COUPPCD COVAR COVARIANCE.P COVARIANCE.S CRITBINOM CSC CSCH CUMIPMT
CUMPRINC CURRENT DATE DATEDIF DATEVALUE DAVERAGE DAY DAYS DAYS360 DB DCOUNT DCOUNTA DDB DEC2BIN DEC2HEX DEC2OCT
DECIMAL DEGREES DELTA DEVSQ DGET DISC DMAX DMIN DOLLAR DOLLARDE DOLLARFR DPRODUCT DSTDEV DSTDEVP DSUM DURATION DVAR
DVARP EASTERSUNDAY EDATE EFFECT EFFECTIVE ENCODEURL EOMONTH ERF ERF.PRECISE ERFC ERFC.PRECISE ERROR.TYPE ERRORTYPE
EVEN EXACT EXP EXPON.DIST EXPONDIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FACT FACTDOUBLE FALSE FDIST FIND FINDB FINV
FISHER FISHERINV FIXED FLOOR FLOOR.MATH FLOOR.PRECISE FLOOR.XCL FORECAST FORECAST.LINEAR FORMULA FREQUENCY FTEST FV
FVSCHEDULE GAMMA GAMMA.DIST GAMMA.INV GAMMADIST GAMMAINV GAMMALN GAMMALN.PRECISE GAUSS GCD GEOMEAN GESTEP GROWTH
HARMEAN HEX2BIN HEX2DEC HEX2OCT HLOOKUP HOUR HYPGEOM.DIST HYPGEOMDIST IF IFERROR IFNA IFS IMABS IMAGINARY IMARGUMENT
IMCONJUGATE IMCOS IMDIV IMEXP IMLN IMLOG10 IMLOG2 IMPOWER IMPRODUCT IMREAL IMSIN IMSQRT IMSUB IMSUM INDEX INT
INTERCEPT INTRATE IPMT IRR ISBLANK ISERR ISERROR ISEVEN ISFORMULA ISLEAPYEAR ISLOGICAL ISNA ISNONTEXT ISNUMBER
ISO.CEILING ISODD ISOWEEKNUM ISPMT ISREF ISTEXT JIS KURT LARGE LCM LEFT LEFTB LEGACY.CHIDIST LEGACY.CHIINV
LEGACY.CHITEST LEGACY.FDIST LEGACY.FINV LEGACY.FTEST LEGACY.NORMSDIST LEGACY.NORMSINV LEGACY.TDIST LEN LENB LET LINEST
LN LOG LOG10 LOGEST LOGINV LOGNORM.DIST LOGNORM.INV LOGNORMDIST LOOKUP LOWER MATCH MAX MAXA MAXIFS MDETERM MDURATION
MEDIAN MID MIDB MIN MINA MINIFS MINUTE MINVERSE MIRR MMULT MOD MODE MODE.MULT MODE.SNGL MONTH MONTHS MROUND
MULTINOMIAL MUNIT N NA NEGBINOM.DIST NEGBINOMDIST NETWORKDAYS NETWORKDAYS.INTL NOMINAL NORM.DIST NORM.INV NORM.S.DIST
NORM.S.INV NORMDIST NORMINV NORMSDIST NORMSINV NOT NOW NPER NPV NUMBERVALUE OCT2BIN OCT2DEC OCT2HEX ODD ODDFPRICE
ODDFYIELD ODDLPRICE ODDLYIELD OFFSET OR PDURATION PEARSON PERCENTILE PERCENTILE.EXC PERCENTILE.INC PERCENTRANK
PERCENTRANK.EXC PERCENTRANK.INC PERMUT PERMUTATIONA PHI PI PMT POISSON POISSON.DIST POWER PPMT PRICE PRICEDISC
PRICEMAT PROB PRODUCT PROPER PV QUARTILE QUARTILE.EXC QUARTILE.INC QUOTIENT RADIANS RAND RANDBETWEEN RANK RANK.AVG
RANK.EQ RATE RAWSUBTRACT RECEIVED REGEX REPLACE REPLACEB REPT RIGHT RIGHTB ROMAN ROUND ROUNDDOWN ROUNDSIG ROUNDUP ROW
ROWS RRI RSQ SEARCH SEARCHB SEC SECH SECOND SEQUENCE SERIESSUM SHEET SHEETS SIGN SIN SINH SKEW SKEWP SLN SLOPE SMALL
SORT SORTBY SQRT SQRTPI STANDARDIZE STDEV STDEV.P STDEV.S STDEVA STDEVP STDEVPA STEYX STYLE SUBSTITUTE SUBTOTAL SUM
SUMIF SUMIFS SUMPRODUCT SUMSQ SUMX2MY2 SUMX2PY2 SUMXMY2 SWITCH SYD T T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST
TAN TANH TBILLEQ TBILLPRICE TBILLYIELD TDIST TEXT TEXTJOIN TIME TIMEVALUE TINV TODAY TRANSPOSE TREND TRIM TRIMMEAN
TRUE TRUNC TTEST TYPE UNICHAR UNICODE UNIQUE UPPER USDOLLAR VALUE VAR VAR.P VAR.S VARA VARP VARPA VDB VLOOKUP WEEKDAY
WEEKNUM WEEKNUM_EXCEL2003 WEEKNUM_OOO WEEKS WEEKSINYEAR WEIBULL WEIBULL.DIST WORKDAY WORKDAY.INTL XIRR XLOOKUP XMATCH
XNPV XOR YEAR YEARFRAC YEARS YIELD YIELDDISC YIELDMAT Z.TEST ZTEST FILTER
)";

const std::unordered_set<std::string_view> &allowed_functions() {
  static const auto names = [] {
    std::unordered_set<std::string_view> set;
    for (std::size_t at = allowed_names.find_first_not_of(" \n"); at != std::string_view::npos;) {
      const auto end = allowed_names.find_first_of(" \n", at);
      set.insert(allowed_names.substr(at, end - at));
      at = allowed_names.find_first_not_of(" \n", end);
    }
    return set;
  }();
  return names;
}

/// What the tables of Writer compute with beside those; formulas in its own writing begin with "ooow:".
constexpr std::array<std::string_view, 9> table_functions{"MEAN", "PHD", "POW", "EQ", "NEQ", "LEQ", "GEQ", "L", "G"};

/// Functions that read a file, the network, the office or the computer.
constexpr std::array<std::string_view, 9> reaching_functions{"WEBSERVICE",  "FILTERXML",    "DDE",   "INFO", "CELL",
                                                             "SQL.REQUEST", "GETPIVOTDATA", "MACRO", "CALL"};

constexpr std::array<std::string_view, 4> vendor_prefixes{"COM.MICROSOFT.", "ORG.LIBREOFFICE.", "ORG.OPENOFFICE.",
                                                          "_XLFN."};

bool is_name_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The function's name in capitals, without the vendor's prefix.
std::string plain_name(std::string_view name) {
  std::string plain(name);
  for (auto &c : plain) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  for (const auto prefix : vendor_prefixes) {
    if (plain.starts_with(prefix)) {
      return plain.substr(prefix.size());
    }
  }
  return plain;
}

bool reaches_out(const std::string &function) {
  return std::find(reaching_functions.begin(), reaching_functions.end(), function) != reaching_functions.end();
}

class FormulaCheck {
public:
  FormulaCheck(const PartUnderCheck &part, const std::string &element, std::string_view formula, bool condition)
      : part_(part), element_(element), formula_(formula), condition_(condition) {}

  void run() {
    for (std::size_t at = 0; at < formula_.size();) {
      const char c = formula_[at];
      if (c == '"' || c == '\'') {
        at = after_quotes(at);
        check_foreign(at, c);
      } else if (is_name_character(c)) {
        at = name(at);
      } else {
        check_foreign(at, c);
        ++at;
      }
    }
  }

private:
  /// A reference into another file is written 'file:///…'#$Sheet1.A1.
  void check_foreign(std::size_t at, char before) const {
    const bool behind_quotes = before == '\'' && at < formula_.size() && formula_[at] == '#';
    const bool unquoted = before == '/' && formula_.substr(at, 2) == "//";
    if (behind_quotes || unquoted) {
      part_.refuse_part(Code{"odf.external-reference"}, {{"element", element_}, {"formula", std::string(formula_)}});
    }
  }

  [[nodiscard]] std::size_t after_quotes(std::size_t at) const {
    const char quote = formula_[at];
    for (++at; at < formula_.size(); ++at) {
      if (formula_[at] == quote) {
        if (at + 1 >= formula_.size() || formula_[at + 1] != quote) {
          return at + 1;
        }
        ++at;
      }
    }
    return at;
  }

  [[nodiscard]] std::size_t name(std::size_t at) const {
    auto end = at;
    while (end < formula_.size() && is_name_character(formula_[end])) {
      ++end;
    }
    const auto next = formula_.find_first_not_of(" \t\r\n", end);
    if (next == std::string_view::npos || formula_[next] != '(') {
      return end;
    }
    const auto function = plain_name(formula_.substr(at, end - at));
    if (condition_ ? reaches_out(function) : !is_allowed(function)) {
      part_.refuse_part(Code{"odf.function"}, {{"element", element_}, {"function", function}});
    }
    return end;
  }

  [[nodiscard]] bool is_allowed(const std::string &function) const {
    return allowed_functions().contains(function) ||
           (is_table_formula(formula_) &&
            std::find(table_functions.begin(), table_functions.end(), function) != table_functions.end());
  }

  const PartUnderCheck &part_;
  const std::string &element_;
  std::string_view formula_;
  bool condition_;
};

} // namespace

void check_formula(const PartUnderCheck &part, const std::string &element, std::string_view formula) {
  FormulaCheck(part, element, formula, false).run();
}

void check_condition(const PartUnderCheck &part, const std::string &element, std::string_view condition) {
  FormulaCheck(part, element, condition, true).run();
}

} // namespace solieu::odf
