// What a person reads who calls the command in a wrong way: whole sentences, in both languages.
#include "support/program.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using support::Ended;

namespace {

struct WrongUse {
  std::vector<std::string> words;
  int status;
  std::string en;
  std::string vi;
};

const std::vector<WrongUse> wrong_uses{
    {{"fil", "BC03"},
     2,
     "error: There is no command “fil”. See solieu help. Did you mean “fill”? [cli.command-unknown]\n",
     "lỗi: Không có lệnh “fil”. Gõ solieu help để xem các lệnh. Có phải ý bạn là “fill”? [cli.command-unknown]\n"},
    {{"outlok", "JOB_ADDED"},
     2,
     "error: There is no command “outlok”. See solieu help. Did you mean “outlook”? [cli.command-unknown]\n",
     "lỗi: Không có lệnh “outlok”. Gõ solieu help để xem các lệnh. Có phải ý bạn là “outlook”? "
     "[cli.command-unknown]\n"},
    {{"snapshoot"},
     2,
     "error: There is no command “snapshoot”. See solieu help. Did you mean “snapshot”? [cli.command-unknown]\n",
     "lỗi: Không có lệnh “snapshoot”. Gõ solieu help để xem các lệnh. Có phải ý bạn là “snapshot”? "
     "[cli.command-unknown]\n"},
    {{"help", "catalog"},
     2,
     "error: There is no command “catalog”. See solieu help. Did you mean “catalogue”? [cli.command-unknown]\n",
     "lỗi: Không có lệnh “catalog”. Gõ solieu help để xem các lệnh. Có phải ý bạn là “catalogue”? "
     "[cli.command-unknown]\n"},
    {{"fill"},
     2,
     "error: The command fill takes: TEMPLATE. See solieu help. [cli.operand-missing]\n",
     "lỗi: Lệnh fill cần: MẪU. Gõ solieu help để xem cách dùng. [cli.operand-missing]\n"},
    {{"figure"},
     2,
     "error: The command figure takes: 'EXPRESSION'. See solieu help. [cli.operand-missing]\n",
     "lỗi: Lệnh figure cần: 'BIỂU THỨC'. Gõ solieu help để xem cách dùng. [cli.operand-missing]\n"},
    {{"check"},
     2,
     "error: The command check takes: TEMPLATE… | --all. See solieu help. [cli.operand-missing]\n",
     "lỗi: Lệnh check cần: MẪU… | --all. Gõ solieu help để xem cách dùng. [cli.operand-missing]\n"},
    {{"explain"},
     2,
     "error: The command explain takes: FILE. See solieu help. [cli.operand-missing]\n",
     "lỗi: Lệnh explain cần: TỆP. Gõ solieu help để xem cách dùng. [cli.operand-missing]\n"},
    {{"source", "lists"},
     2,
     "error: The command source takes: list | test [ALIAS…]. See solieu help. [cli.operand-missing]\n",
     "lỗi: Lệnh source cần: list | test [TÊN…]. Gõ solieu help để xem cách dùng. [cli.operand-missing]\n"},
    {{"workspace"},
     2,
     "error: The command workspace takes: check | new DIR [TEMPLATE] | import-communes FILE.csv [PROVINCE]. See solieu "
     "help. [cli.operand-missing]\n",
     "lỗi: Lệnh workspace cần: check | new THƯ-MỤC [MẪU] | import-communes TỆP.csv [MÃ-TỈNH]. Gõ solieu help để xem "
     "cách dùng. [cli.operand-missing]\n"},
    {{"workspace", "new"},
     2,
     "error: The command workspace new takes: DIR [TEMPLATE]. See solieu help. [cli.operand-missing]\n",
     "lỗi: Lệnh workspace new cần: THƯ-MỤC [MẪU]. Gõ solieu help để xem cách dùng. [cli.operand-missing]\n"},
    {{"snapshot", "make"},
     2,
     "error: The command snapshot takes: make FILE.sqlite | show FILE.sqlite. See solieu help. [cli.operand-missing]\n",
     "lỗi: Lệnh snapshot cần: make TỆP.sqlite | show TỆP.sqlite. Gõ solieu help để xem cách dùng. "
     "[cli.operand-missing]\n"},
    {{"catalogue", "find", "x"},
     2,
     "error: The command catalogue takes: search TEXT or period PERIOD. See solieu help. [cli.operand-missing]\n",
     "lỗi: Lệnh catalogue cần: search CHỮ hoặc period KỲ. Gõ solieu help để xem cách dùng. [cli.operand-missing]\n"},
    {{"outlook"},
     2,
     "error: The command outlook takes: 'INDICATOR'. See solieu help. [cli.operand-missing]\n",
     "lỗi: Lệnh outlook cần: 'CHỈ_TIÊU'. Gõ solieu help để xem cách dùng. [cli.operand-missing]\n"},
    {{"workspace", "import-communes"},
     2,
     "error: The command workspace import-communes takes: FILE.csv [PROVINCE]. See solieu help. "
     "[cli.operand-missing]\n",
     "lỗi: Lệnh workspace import-communes cần: TỆP.csv [MÃ-TỈNH]. Gõ solieu help để xem cách dùng. "
     "[cli.operand-missing]\n"},
    {{"fill", "BC03", "--perod", "2025-Q1"},
     2,
     "error: The option “--perod” is not understood. See solieu --help. Did you mean “--period”? "
     "[cli.option-unknown]\n",
     "lỗi: Không hiểu tùy chọn “--perod”. Gõ solieu --help để xem các tùy chọn. Có phải ý bạn là “--period”? "
     "[cli.option-unknown]\n"},
    {{"figure", "JOB_ADDED", "--period", "2025-Q1", "-o", "x.odt"},
     2,
     "error: The command figure does not use the option “-o”. See solieu help figure. [cli.option-not-used]\n",
     "lỗi: Lệnh figure không dùng tùy chọn “-o”. Gõ solieu help figure để xem các tùy chọn của lệnh. "
     "[cli.option-not-used]\n"},
    {{"source", "test", "--period=2025", "observations"},
     2,
     "error: The command source does not use the option “--period”. See solieu help source. [cli.option-not-used]\n",
     "lỗi: Lệnh source không dùng tùy chọn “--period”. Gõ solieu help source để xem các tùy chọn của lệnh. "
     "[cli.option-not-used]\n"},
    {{"catalogue", "search", "a", "--strict"},
     2,
     "error: The command catalogue does not use the option “--strict”. See solieu help catalogue. "
     "[cli.option-not-used]\n",
     "lỗi: Lệnh catalogue không dùng tùy chọn “--strict”. Gõ solieu help catalogue để xem các tùy chọn của lệnh. "
     "[cli.option-not-used]\n"},
    {{"fill", "BC03"},
     2,
     "error: The command fill needs the option --period. [cli.option-needed]\n",
     "lỗi: Lệnh fill cần tùy chọn --period. [cli.option-needed]\n"},
    {{"fill", "BC03", "--period"},
     2,
     "error: The option “--period” needs a value. [cli.value-missing]\n",
     "lỗi: Tùy chọn “--period” cần một giá trị. [cli.value-missing]\n"},
    {{"fill", "/usr", "--period", "2025-Q1"},
     2,
     "error: “/usr” is a folder; name the template file in it. [job.template-is-folder]\n",
     "lỗi: “/usr” là một thư mục; hãy ghi tên tệp mẫu trong đó. [job.template-is-folder]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--territory", ""},
     2,
     "error: The option “--territory” needs a value. [cli.value-missing]\n",
     "lỗi: Tùy chọn “--territory” cần một giá trị. [cli.value-missing]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--period", "2025-Q2"},
     2,
     "error: The option “--period” is given twice. Give it once. [cli.option-twice]\n",
     "lỗi: Tùy chọn “--period” được ghi hai lần. Hãy chỉ ghi một lần. [cli.option-twice]\n"},
    {{"fill", "BC03", "--period=2025-Q1", "-p", "2025-Q2"},
     2,
     "error: The option “-p” is given twice. Give it once. [cli.option-twice]\n",
     "lỗi: Tùy chọn “-p” được ghi hai lần. Hãy chỉ ghi một lần. [cli.option-twice]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--lang", "fr"},
     2,
     "error: “fr” is no language of this program. Use vi or en. [cli.language-unknown]\n",
     "lỗi: “fr” không phải ngôn ngữ của chương trình. Dùng vi hoặc en. [cli.language-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--clock", "custom"},
     2,
     "error: “custom” is no clock. Use admin15 (from the 15th to the 14th) or calendar (whole months). "
     "[job.clock-unknown]\n",
     "lỗi: “custom” không phải là một cách chốt kỳ. Dùng admin15 (từ ngày 15 đến ngày 14) hoặc calendar (tròn tháng). "
     "[job.clock-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--clock", "lunar"},
     2,
     "error: “lunar” is no clock. Use admin15 (from the 15th to the 14th) or calendar (whole months). "
     "[job.clock-unknown]\n",
     "lỗi: “lunar” không phải là một cách chốt kỳ. Dùng admin15 (từ ngày 15 đến ngày 14) hoặc calendar (tròn tháng). "
     "[job.clock-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--param", "x=1"},
     2,
     "error: There is no parameter “x”: this template or expression has no param.x. Leave --param out. "
     "[job.parameter-unused]\n",
     "lỗi: Không có tham số “x”: mẫu hoặc biểu thức này không dùng param.x. Hãy bỏ --param. [job.parameter-unused]\n"},
    {{"figure", "param.ten", "--period", "2025-Q1", "--param", "tem=1"},
     2,
     "error: The parameter “tem” is not used here. Parameters used: ten. Did you mean “ten”? [job.parameter-unknown]\n",
     "lỗi: Mẫu này không dùng tham số “tem”. Các tham số của nó: ten. Có phải ý bạn là “ten”? "
     "[job.parameter-unknown]\n"},
    {{"check", "BC03", "--period", "2025-Q1", "--param", "x=1"},
     2,
     "error: There is no parameter “x”: this template or expression has no param.x. Leave --param out. "
     "[job.parameter-unused]\n",
     "lỗi: Không có tham số “x”: mẫu hoặc biểu thức này không dùng param.x. Hãy bỏ --param. [job.parameter-unused]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--param", "x"},
     2,
     "error: --param takes KEY=VALUE, not “x”. [cli.parameter-malformed]\n",
     "lỗi: --param cần dạng KHÓA=GIÁ-TRỊ, không phải “x”. [cli.parameter-malformed]\n"},
    {{"fill", "BC04", "--period", "2025-Q1"},
     2,
     "error: There is no template “BC04” in the workspace, and no such file. Templates here: BC03, BC03-PL, BC12. Did "
     "you "
     "mean “BC03”? [job.template-unknown]\n",
     "lỗi: Không có mẫu báo cáo nào tên “BC04” trong không gian làm việc, cũng không có tệp nào như vậy. Các mẫu hiện "
     "có: BC03, BC03-PL, BC12. Có phải ý bạn là “BC03”? [job.template-unknown]\n"},
    {{"check", "NOPE"},
     2,
     "error: There is no template “NOPE” in the workspace, and no such file. Templates here: BC03, BC03-PL, BC12. "
     "[job.template-unknown]\n",
     "lỗi: Không có mẫu báo cáo nào tên “NOPE” trong không gian làm việc, cũng không có tệp nào như vậy. Các mẫu hiện "
     "có: BC03, BC03-PL, BC12. [job.template-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-Q5"},
     2,
     "error: “2025-Q5” is no reporting period. Examples: 2025-03, 2025-Q1, 2025-S1, 2025-9M, 2025, 2020/2024. "
     "[job.period-unknown]\n",
     "lỗi: “2025-Q5” không phải là một kỳ báo cáo. Ví dụ: 2025-03, 2025-Q1, 2025-S1, 2025-9M, 2025, 2020/2024. "
     "[job.period-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-03"},
     2,
     "error: The template BC03 is not made for the period 2025-03. Made for, as examples: 2025-Q1, 2025-S1, 2025-9M. "
     "[job.period-not-for-template]\n",
     "lỗi: Mẫu BC03 không dùng cho kỳ 2025-03. Các kỳ dùng được, ví dụ: 2025-Q1, 2025-S1, 2025-9M. "
     "[job.period-not-for-template]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--territory", "VN-NSO/2025-01-01/99"},
     2,
     "error: There is no territory “VN-NSO/2025-01-01/99”. Look its full key up by its name: solieu catalogue search "
     "NAME. [job.territory-unknown]\n",
     "lỗi: Không có địa bàn nào mang mã “VN-NSO/2025-01-01/99”. Hãy tìm mã đầy đủ theo tên: solieu catalogue search "
     "TÊN. [job.territory-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--territory", "VN-NS/2025-01-01/22"},
     2,
     "error: There is no territory “VN-NS/2025-01-01/22”. Look its full key up by its name: solieu catalogue search "
     "NAME. Did you mean “VN-NSO/2025-01-01/22”? [job.territory-unknown]\n",
     "lỗi: Không có địa bàn nào mang mã “VN-NS/2025-01-01/22”. Hãy tìm mã đầy đủ theo tên: solieu catalogue search "
     "TÊN. Có phải ý bạn là “VN-NSO/2025-01-01/22”? [job.territory-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--territory", "quang ninh"},
     2,
     "error: “quang ninh” is a name; give the full key of the territory: VN-NSO/2025-01-01/22, VN-NSO/2025-07-01/22. "
     "Which is in force when: solieu catalogue search quang ninh [job.territory-name]\n",
     "lỗi: “quang ninh” là tên; hãy ghi mã đầy đủ của địa bàn: VN-NSO/2025-01-01/22, VN-NSO/2025-07-01/22. Mã nào có "
     "từ khi nào: solieu catalogue search quang ninh [job.territory-name]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--territory", "Atlantis"},
     2,
     "error: There is no territory “Atlantis”. Look its full key up by its name: solieu catalogue search NAME. "
     "[job.territory-unknown]\n",
     "lỗi: Không có địa bàn nào mang mã “Atlantis”. Hãy tìm mã đầy đủ theo tên: solieu catalogue search TÊN. "
     "[job.territory-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--territory", "15"},
     2,
     "error: The code “15” means different territories at different times: VN-NSO/2025-01-01/15 (Yên Bái), "
     "VN-NSO/2025-07-01/15 (Lào Cai). Use the full key. [job.territory-ambiguous]\n",
     "lỗi: Mã “15” chỉ nhiều địa bàn khác nhau tùy thời kỳ: VN-NSO/2025-01-01/15 (Yên Bái), VN-NSO/2025-07-01/15 (Lào "
     "Cai). Hãy dùng mã đầy đủ. [job.territory-ambiguous]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--source", "publishd"},
     2,
     "error: There is no source “publishd” in sources.json. Sources here: published, published_csv, synthetic. Did you "
     "mean “published”? [job.source-unknown]\n",
     "lỗi: Không có nguồn số liệu nào tên “publishd” trong sources.json. Các nguồn hiện có: published, published_csv, "
     "synthetic. Có phải ý bạn là “published”? [job.source-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "-o", "x.rtf"},
     2,
     "error: This template cannot be written as “rtf”. Possible: odt, docx, pdf. [job.format-unknown]\n",
     "lỗi: Không xuất được mẫu này ra dạng “rtf”. Các dạng có thể: odt, docx, pdf. [job.format-unknown]\n"},
    {{"fill", "BC03", "--period", "2025-Q1", "--issue-date", "30-02"},
     2,
     "error: “30-02” is no date. Example: 2025-03-20. [cli.date-malformed]\n",
     "lỗi: “30-02” không phải là một ngày. Ví dụ: 2025-03-20. [cli.date-malformed]\n"},
    {{"figure", "JOB_ADDED", "--period", "2025-Q1", "--workspace", "/nonexistent"},
     2,
     "/nonexistent: error: The workspace folder /nonexistent does not exist; check the path or make one with “solieu "
     "workspace new”. [workspace.not-found]\n",
     "/nonexistent: lỗi: Không tìm thấy thư mục không gian làm việc /nonexistent; hãy kiểm tra đường dẫn hoặc tạo bằng "
     "lệnh “solieu workspace new”. [workspace.not-found]\n"},
    {{"explain", "nothere.odt"},
     2,
     "error: The report nothere.odt cannot be read: there is no such file or folder. Check its path and permissions. "
     "[job.document-unreadable]\n",
     "lỗi: Không đọc được báo cáo nothere.odt: không có tệp hay thư mục này. Hãy kiểm tra đường dẫn và quyền đọc. "
     "[job.document-unreadable]\n"},
    {{"workspace", "import-communes", "nothere.csv"},
     2,
     "error: There is no list nothere.csv; check the path of the CSV file to import. [workspace.list-missing]\n",
     "lỗi: Không có danh sách nothere.csv; hãy kiểm tra đường dẫn của tệp CSV cần nhập. [workspace.list-missing]\n"},
    {{"snapshot", "show", "nothere"},
     3,
     "nothere: error: There is no file nothere; check the path or make the snapshot with “solieu snapshot make "
     "nothere”. [data.snapshot-missing]\n",
     "nothere: lỗi: Không có tệp nothere; hãy kiểm tra đường dẫn hoặc tạo bản chụp bằng “solieu snapshot make "
     "nothere”. [data.snapshot-missing]\n"},
    {{"snapshot", "make", "no/such/a.sqlite"},
     5,
     "no/such/a.sqlite: error: The snapshot no/such/a.sqlite cannot be written: there is no such file or folder. Check "
     "permissions and free space. [data.snapshot-not-written]\n",
     "no/such/a.sqlite: lỗi: Không ghi được bản chụp dữ liệu no/such/a.sqlite: không có tệp hay thư mục này. Hãy kiểm "
     "tra quyền ghi và chỗ trống trên đĩa. [data.snapshot-not-written]\n"},
    {{"workspace", "new", "/proc/x"},
     5,
     "error: /proc/x cannot be created: there is no such file or folder. Check permissions and free space. "
     "[job.not-created]\n",
     "lỗi: Không tạo được /proc/x: không có tệp hay thư mục này. Hãy kiểm tra quyền ghi và chỗ trống trên đĩa. "
     "[job.not-created]\n"},
    {{"figure", "job_added", "--period", "2025-Q1"},
     1,
     "error: There is no variable “job_added” here. Define it with “set” or “for” before it is used. Did you mean "
     "“JOB_ADDED”? [expression.unknown-variable]\n  job_added\n  ^~~~~~~~~\n",
     "lỗi: Không có biến “job_added” ở đây. Hãy đặt biến bằng “set” hoặc “for” trước khi dùng. Có phải ý bạn là "
     "“JOB_ADDED”? [expression.unknown-variable]\n  job_added\n  ^~~~~~~~~\n"},
    {{"figure", "JOB_ADDED[channel=coal]", "--period", "2025-Q1"},
     1,
     "error: The breakdown “channel” has no member “coal”. Correct the code or add it to breakdowns.csv. Did you mean "
     "“COAL”? [expression.unknown-member]\n  JOB_ADDED[channel=coal]\n                    ^~~~\n",
     "lỗi: Phân tổ “channel” không có thành phần “coal”. Hãy sửa mã hoặc thêm vào breakdowns.csv. Có phải ý bạn là "
     "“COAL”? [expression.unknown-member]\n  JOB_ADDED[channel=coal]\n                    ^~~~\n"},
    {{"outlook", "1 + 1", "--period", "2025-Q1"},
     2,
     "error: An outlook takes an indicator, as JOB_ADDED or JOB_ADDED[channel=COAL]; “1 + 1” is none. "
     "[job.outlook-expression]\n",
     "lỗi: Chỉ ước cả năm cho một chỉ tiêu, ví dụ JOB_ADDED hoặc JOB_ADDED[channel=COAL]; “1 + 1” không phải vậy. "
     "[job.outlook-expression]\n"},
};

Ended solieu_in(const char *locale, const std::vector<std::string> &words) {
  return support::run(SOLIEU_BINARY_DIR "/bin/solieu", words, std::string("LC_ALL=") + locale);
}

} // namespace

BOOST_AUTO_TEST_SUITE(usage)

BOOST_AUTO_TEST_CASE(wrong_words_are_answered_with_a_status_and_what_to_do) {
  for (const WrongUse &use : wrong_uses) {
    const Ended english = solieu_in("C.UTF-8", use.words);
    BOOST_TEST(english.status == use.status, use.en);
    BOOST_TEST(english.err == use.en);
    BOOST_TEST(english.out == "");
    const Ended vietnamese = solieu_in("vi_VN.UTF-8", use.words);
    BOOST_TEST(vietnamese.status == use.status, use.vi);
    BOOST_TEST(vietnamese.err == use.vi);
  }
}

BOOST_AUTO_TEST_CASE(help_explains_the_program_and_each_command) {
  const Ended whole = solieu_in("vi_VN.UTF-8", {"help"});
  BOOST_TEST(whole.status == 0);
  BOOST_TEST(whole.out.starts_with("Số Liệu: lập báo cáo từ mẫu Writer, Calc\n"), whole.out);
  for (const char *command :
       {"fill", "check", "figure", "explain", "source", "outlook", "workspace", "snapshot", "catalogue"}) {
    BOOST_TEST(whole.out.find(std::string("solieu ") + command + " ") != std::string::npos, command);
    const Ended one = solieu_in("C.UTF-8", {"help", command});
    BOOST_TEST(one.status == 0);
    BOOST_TEST(one.out.starts_with(std::string("solieu ") + command + " "), one.out);
    BOOST_TEST(solieu_in("C.UTF-8", {command, "--help"}).out == one.out);
  }
}

BOOST_AUTO_TEST_CASE(an_output_gets_the_ending_of_its_format) {
  const support::Folder folder;
  const std::vector<std::string> words{"fill", "BC03", "--period", "2025-Q1", "-o"};
  const auto written_as = [&](const std::string &name) {
    std::vector<std::string> all = words;
    all.push_back(folder.file(name));
    const Ended ended = solieu_in("C.UTF-8", all);
    BOOST_TEST(ended.status == 0, ended.err);
    return ended.out.substr(0, ended.out.find('\n'));
  };
  BOOST_TEST(written_as("report") == folder.file("report.odt") + ": 40 figures, 0 missing");
  BOOST_TEST(written_as("report.ODT") == folder.file("report.ODT") + ": 40 figures, 0 missing");
  BOOST_TEST(std::filesystem::exists(folder.file("report.odt")));
  BOOST_TEST(!std::filesystem::exists(folder.file("report")));
  BOOST_TEST(support::read_file(folder.file("report.ODT")) == support::read_file(folder.file("report.odt")));
}

BOOST_AUTO_TEST_CASE(a_missing_value_says_why_without_being_asked) {
  const Ended ended = solieu_in("C.UTF-8", {"figure", "VET_ENR[level=D3T]", "--period", "2025"});
  BOOST_TEST(ended.status == 0, ended.err);
  BOOST_TEST(ended.out == "…\n  The source gives words and no number for VET_ENR[level=D3T] in Quảng Ninh, period "
                          "2025: “under 3 months”.\n");
}

BOOST_AUTO_TEST_CASE(checks_are_told_in_the_numbers_of_the_language) {
  const std::vector<std::string> words{"check", "BC03", "--period", "2025-Q1"};
  const Ended vietnamese = solieu_in("vi_VN.UTF-8", words);
  for (const char *line :
       {"  ✓ SUM_OF_CHANNELS: 7.650 = 7.650\n", "  ✓ STATED_AGREES JOB_ADDED.stated_plan_pct: 25,5 = 25,5\n",
        "  ✓ PACE_NEXT_JOBS JOB_ADDED: 55,5–58,83 >= 50\n",
        "  ? UNUSUAL_VALUE: JOB_ADDED, Quảng Ninh, 2025-Q1: chưa so được với các năm trước, vì "
        "mới có số liệu của 0 năm (cần ít nhất 3). [A7]\n"}) {
    BOOST_TEST(vietnamese.out.find(line) != std::string::npos, vietnamese.out);
  }
  const Ended english = solieu_in("C.UTF-8", words);
  for (const char *line :
       {"  ✓ SUM_OF_CHANNELS: 7,650 = 7,650\n", "  ✓ STATED_AGREES JOB_ADDED.stated_plan_pct: 25.5 = 25.5\n",
        "  Rules without any figure in this period: 35; --json lists them.\n"}) {
    BOOST_TEST(english.out.find(line) != std::string::npos, english.out);
  }
}

BOOST_AUTO_TEST_CASE(codes_are_printed_in_words) {
  const auto printed = [](const char *locale, const char *expression) {
    return solieu_in(locale, {"figure", expression, "--period", "2025-Q1"}).out;
  };
  BOOST_TEST(printed("vi_VN.UTF-8", "JOB_ADDED.bound") == "trên\n");
  BOOST_TEST(printed("C.UTF-8", "JOB_ADDED.bound") == "more than\n");
  BOOST_TEST(printed("vi_VN.UTF-8", "JOB_ADDED.kind") == "thực hiện\n");
  BOOST_TEST(printed("vi_VN.UTF-8", "JOB_ADDED.bound == \"more_than\"") == "có\n");
}

BOOST_AUTO_TEST_CASE(provenance_is_told_in_words_and_translations_say_so) {
  const std::vector<std::string> words{"figure", "JOB_ADDED", "--period", "2025-Q1", "--why"};
  const Ended vietnamese = solieu_in("vi_VN.UTF-8", words);
  BOOST_TEST(
      vietnamese.out ==
      "7.650\n  JOB_ADDED, Quảng Ninh, 2025-Q1: số liệu gốc\n    Nguồn không nói rõ kỳ số liệu tính từ ngày 15 đến "
      "ngày 14 hay theo tháng dương lịch.\n    A7 (observations:18): trên 7.650 người [JOB_ADDED, Quảng Ninh, 2025-Q1, "
      "thực hiện]\n      Báo Quảng Ninh: baoquangninh.vn/tao-nhieu-co-hoi-trong-giai-quyet-viec-lam-3353357.html: bản "
      "dịch tiếng Anh của nguồn: “over 7,650 workers”\n");
  BOOST_TEST(solieu_in("C.UTF-8", words).out ==
             "7,650\n  JOB_ADDED, Quảng Ninh, 2025-Q1: as observed\n    The source does not say whether its period "
             "runs from the 15th to the 14th or by calendar month.\n    A7 (observations:18): over 7,650 people "
             "[JOB_ADDED, Quảng Ninh, 2025-Q1, actual]\n      Báo Quảng Ninh: "
             "baoquangninh.vn/tao-nhieu-co-hoi-trong-giai-quyet-viec-lam-3353357.html: the source in English "
             "translation: “over 7,650 workers”\n");
}

BOOST_AUTO_TEST_SUITE_END()
