#include "odf/entry_stream.hpp"
#include "odf/package.hpp"

#include "expect_refusal.hpp"
#include "files.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::odf;

namespace {

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// mimetype, a deflated and a stored entry.
std::string small_package(Packing packing = Packing::fast) {
  PackageWriter writer(packing);
  writer.add("content.xml", "<a>" + std::string(300, 'x') + "</a>");
  writer.add("Pictures/ảnh.png", "\x89PNG");
  writer.add("mimetype", "application/vnd.oasis.opendocument.text");
  return writer.finish();
}

Package open(std::string bytes, const Limits &limits = {}) {
  return Package::open(std::move(bytes), "mau.odt", limits);
}

std::size_t last(const std::string &bytes, std::string_view mark) { return bytes.rfind(mark); }

const std::string central_mark = "PK\x01\x02";
const std::string local_mark = "PK\x03\x04";
const std::string end_mark = "PK\x05\x06";

/// Overwrites 16 bits, little-endian.
std::string with16(std::string bytes, std::size_t at, unsigned value) {
  bytes.at(at) = static_cast<char>(value & 0xFFU);
  bytes.at(at + 1) = static_cast<char>(value >> 8U);
  return bytes;
}

std::string with32(std::string bytes, std::size_t at, std::uint32_t value) {
  return with16(with16(std::move(bytes), at, value & 0xFFFFU), at + 2, value >> 16U);
}

/// A package with one stored entry of that name, made without the checks of the writer.
std::string package_with_name(const std::string &name) {
  PackageWriter writer;
  writer.add_stored(name, "x");
  return writer.finish();
}

/// Offsets in small_package(): content.xml is the second entry.
struct Offsets {
  explicit Offsets(const std::string &bytes)
      : local(bytes.find(local_mark, 4)), central(bytes.find(central_mark, bytes.find(central_mark) + 4)),
        end(last(bytes, end_mark)) {}
  std::size_t local, central, end;
};

void check_refused(std::string bytes, const std::string &code, const Arguments &arguments = {}) {
  BOOST_CHECK_EXCEPTION(open(std::move(bytes)), Failure, refusal(code, arguments));
}

} // namespace

BOOST_AUTO_TEST_SUITE(package_test)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back) {
  for (const auto packing : {Packing::stored, Packing::fast, Packing::small}) {
    const auto bytes = small_package(packing);
    const auto package = open(bytes);
    BOOST_TEST(package.media_type() == "application/vnd.oasis.opendocument.text");
    BOOST_TEST(package.file_name() == "mau.odt");
    BOOST_REQUIRE(package.entries().size() == 3U);
    BOOST_TEST(package.entries()[0].name == "mimetype");
    BOOST_TEST(package.entries()[0].method == 0);
    BOOST_TEST(package.entries()[1].method == (packing == Packing::stored ? 0 : 8));
    BOOST_TEST(package.read(*package.find("content.xml")) == "<a>" + std::string(300, 'x') + "</a>");
    BOOST_TEST(package.read(*package.find("Pictures/ảnh.png")) == "\x89PNG");
    BOOST_TEST(package.find("Content.xml") == nullptr);
    BOOST_TEST(bytes == small_package(packing));
    BOOST_TEST(bytes.substr(30, 47) == "mimetypeapplication/vnd.oasis.opendocument.text");
  }
}

BOOST_AUTO_TEST_CASE(entries_are_copied_as_they_are_packed) {
  for (const std::string name : {"bao_cao.odt", "phu_luc.ods", "bieu_do.ods", "sua_doi.odt"}) {
    const auto source = open(document_bytes(name));
    PackageWriter writer;
    for (const auto &entry : source.entries()) {
      writer.copy(entry);
    }
    const auto copy = open(writer.finish());
    BOOST_REQUIRE(copy.entries().size() == source.entries().size());
    for (std::size_t i = 0; i < copy.entries().size(); ++i) {
      BOOST_TEST(copy.entries()[i].name == source.entries()[i].name);
      BOOST_TEST((copy.entries()[i].packed == source.entries()[i].packed));
      BOOST_TEST((copy.read(copy.entries()[i]) == source.read(source.entries()[i])));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_packed_media_type_is_stored_when_copied) {
  auto bytes = small_package();
  const auto package = open(bytes);
  auto entry = *package.find("content.xml");
  entry.name = "mimetype";
  PackageWriter writer;
  writer.copy(entry);
  const auto copy = open(writer.finish());
  BOOST_TEST(copy.entries()[0].method == 0);
  BOOST_TEST(copy.entries()[0].packed.size() == 307U);
}

BOOST_AUTO_TEST_CASE(the_writer_is_empty_afterwards_and_can_be_used_again) {
  PackageWriter writer(Packing::small);
  writer.add("a", "1");
  const auto first = writer.finish();
  writer.add("a", "1");
  BOOST_TEST(writer.finish() == first);
  BOOST_TEST(writer.finish().size() == 22U);
}

BOOST_AUTO_TEST_CASE(the_view_without_some_entries) {
  const auto package = open(small_package());
  const auto some = package.with_only({package.entries()[0], package.entries()[2]});
  BOOST_TEST(some.entries().size() == 2U);
  BOOST_TEST(some.find("content.xml") == nullptr);
  BOOST_TEST(some.read(*some.find("Pictures/ảnh.png")) == "\x89PNG");
  BOOST_TEST(some.media_type() == package.media_type());
}

BOOST_AUTO_TEST_CASE(what_is_no_package) {
  check_refused("", "odf.is-empty", {{"file", "mau.odt"}});
  check_refused("%PDF-1.6\n", "odf.is-pdf", {{"file", "mau.odt"}});
  check_refused("PK", "odf.not-a-package");
  check_refused("\xD0\xCF\x11\xE0 old word", "odf.is-old-office");
  check_refused("<?xml version=\"1.0\"?><office:document/>", "odf.not-a-package");
  check_refused("{\\rtf1 text}", "odf.not-a-package", {{"file", "mau.odt"}});
  check_refused("x" + small_package(), "odf.not-a-package");
  check_refused("PK\x07\x08" + small_package(), "odf.zip-split", {{"file", "mau.odt"}});
}

BOOST_AUTO_TEST_CASE(no_truncation_is_accepted) {
  const auto bytes = small_package();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_CHECK_THROW(open(bytes.substr(0, size)), Failure);
  }
  const auto office = document_bytes("phu_luc.ods");
  for (std::size_t size = 0; size < office.size(); ++size) {
    BOOST_CHECK_THROW(open(office.substr(0, size)), Failure);
  }
}

/// A changed bit may hit a time stamp or a comment; whatever is accepted must still be read with its checksum.
BOOST_AUTO_TEST_CASE(no_changed_byte_gives_wrong_content) {
  const auto bytes = small_package();
  const auto content = open(bytes).read(open(bytes).entries()[1]);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int flip : {0x01, 0x80, 0xFF}) {
      auto changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      try {
        const auto package = open(changed);
        const auto *entry = package.find("content.xml");
        BOOST_TEST((entry == nullptr || package.read(*entry) == content), "byte " << at);
      } catch (const Failure &) {
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(data_before_between_and_after_is_refused) {
  const auto bytes = small_package();
  const Offsets at(bytes);
  check_refused(bytes + "x", "odf.zip-hidden-data", {{"file", "mau.odt"}, {"offset", std::to_string(bytes.size())}});
  check_refused(with16(bytes, at.end + 20, 1) + "x", "odf.zip-hidden-data");
  const auto directory = bytes.find(central_mark);
  auto between = bytes;
  between.insert(directory, "hidden");
  between = with32(between, at.end + 6 + 16, static_cast<std::uint32_t>(directory + 6));
  check_refused(between, "odf.zip-hidden-data", {{"file", "mau.odt"}, {"offset", std::to_string(directory)}});
}

BOOST_AUTO_TEST_CASE(overlapping_entries_are_refused) {
  const auto bytes = small_package();
  const Offsets at(bytes);
  check_refused(with32(bytes, at.central + 42, 0), "odf.zip-overlap", {{"file", "mau.odt"}, {"entry", "content.xml"}});
}

BOOST_AUTO_TEST_CASE(headers_that_contradict_are_refused) {
  const auto bytes = small_package();
  const Offsets at(bytes);
  const Arguments arguments{{"file", "mau.odt"}, {"entry", "content.xml"}};
  check_refused(with16(bytes, at.local + 8, 0), "odf.zip-contradiction", arguments);
  check_refused(with32(bytes, at.local + 14, 1), "odf.zip-contradiction", arguments);
  check_refused(with32(bytes, at.local + 18, 1), "odf.zip-contradiction", arguments);
  check_refused(with32(bytes, at.local + 22, 1), "odf.zip-contradiction", arguments);
  auto renamed = bytes;
  renamed[at.local + 30] = 'C';
  check_refused(renamed, "odf.zip-contradiction", arguments);
}

BOOST_AUTO_TEST_CASE(encrypted_split_and_zip64_archives_are_refused) {
  const auto bytes = small_package();
  const Offsets at(bytes);
  for (const unsigned flag : {0x0001U, 0x0041U, 0x2000U}) {
    check_refused(with16(bytes, at.central + 8, flag), "odf.encrypted",
                  {{"file", "mau.odt"}, {"entry", "content.xml"}});
  }
  check_refused(with16(bytes, at.end + 4, 1), "odf.zip-split", {{"file", "mau.odt"}});
  check_refused(with16(bytes, at.end + 8, 1), "odf.zip-split");
  check_refused(with16(bytes, at.central + 34, 1), "odf.zip-split");
  check_refused(with16(with16(bytes, at.end + 8, 0xFFFF), at.end + 10, 0xFFFF), "odf.zip-64", {{"file", "mau.odt"}});
  check_refused(with32(bytes, at.end + 16, 0xFFFFFFFF), "odf.zip-64");
  check_refused(with32(bytes, at.central + 24, 0xFFFFFFFF), "odf.zip-64");
  check_refused(with32(bytes, at.central + 20, 0xFFFFFFFF), "odf.zip-64");
  check_refused(with16(bytes, at.central + 10, 9), "odf.zip-method",
                {{"file", "mau.odt"}, {"entry", "content.xml"}, {"method", "9"}});
}

BOOST_AUTO_TEST_CASE(unsafe_names_are_refused) {
  for (const std::string name :
       {"../x",   "a/../x", "..",  ".",    "./x",   "/etc/passwd", "a//b",         "a\\b", "..\\x",
        "C:x",    "C:/x",   "a:b", "x\n",  "x\x7F", "a/.",         "a/./b",        "/",    "//",
        "a/b/..", "x.",     "x ",  "a /b", "\xFF",  "\xC0\xAF",    "\xED\xA0\x80", "a/..."}) {
    check_refused(package_with_name(name), "odf.zip-unsafe-name");
  }
  check_refused(package_with_name(std::string("a\0b", 3)), "odf.zip-unsafe-name",
                {{"file", "mau.odt"}, {"entry", "a\\x00b"}});
  check_refused(package_with_name(std::string(1025, 'a')), "odf.zip-unsafe-name",
                {{"file", "mau.odt"}, {"entry", std::string(80, 'a') + "…"}});
  check_refused(package_with_name(""), "odf.zip-unsafe-name");
  for (const auto &name :
       std::vector<std::string>{"x", ".hidden", "a/b.c", "a/", "Ảnh đẹp.png", "..x", "a b", std::string(1024, 'a')}) {
    BOOST_TEST(open(package_with_name(name)).entries().at(0).name == name);
  }
}

BOOST_AUTO_TEST_CASE(two_entries_of_one_name_are_refused) {
  for (const auto *second : {"content.xml", "CONTENT.xml"}) {
    PackageWriter writer;
    writer.add("content.xml", "1");
    writer.add(second, "2");
    check_refused(writer.finish(), "odf.zip-duplicate", {{"file", "mau.odt"}, {"entry", second}});
  }
  PackageWriter folder;
  folder.add("a/", "");
  folder.add("A", "2");
  check_refused(folder.finish(), "odf.zip-duplicate");
}

BOOST_AUTO_TEST_CASE(sizes_are_bounded) {
  const auto bytes = small_package();
  Limits limits;
  limits.package_bytes = bytes.size();
  limits.entries = 3;
  limits.entry_bytes = 307;
  limits.inflated_bytes = 307 + 39 + 4;
  BOOST_TEST(open(bytes, limits).entries().size() == 3U);
  const auto refused = [&](Limits smaller, const std::string &code, const Arguments &arguments) {
    BOOST_CHECK_EXCEPTION(open(bytes, smaller), Failure, refusal(code, arguments));
  };
  Limits smaller = limits;
  smaller.package_bytes -= 1;
  refused(smaller, "odf.zip-too-large",
          {{"file", "mau.odt"},
           {"size", std::to_string(bytes.size()) + " bytes"},
           {"limit", std::to_string(bytes.size() - 1) + " bytes"}});
  smaller = limits;
  smaller.entries = 2;
  refused(smaller, "odf.zip-too-many-entries", {{"file", "mau.odt"}, {"count", "3"}, {"limit", "2"}});
  smaller = limits;
  smaller.entry_bytes = 306;
  refused(smaller, "odf.zip-too-large-entry",
          {{"file", "mau.odt"}, {"entry", "content.xml"}, {"size", "307 bytes"}, {"limit", "306 bytes"}});
  smaller = limits;
  smaller.inflated_bytes -= 1;
  refused(smaller, "odf.zip-too-much-data", {{"file", "mau.odt"}, {"limit", "349 bytes"}});
}

BOOST_AUTO_TEST_CASE(a_bomb_is_refused_before_it_is_inflated) {
  PackageWriter writer(Packing::small);
  writer.add("content.xml", std::string(60U << 20, 'A'));
  const auto bytes = writer.finish();
  BOOST_TEST(bytes.size() < 300'000U);
  check_refused(bytes, "odf.zip-too-dense", {{"file", "mau.odt"}, {"entry", "content.xml"}, {"limit", "100"}});
}

BOOST_AUTO_TEST_CASE(a_size_that_lies_is_found_while_inflating) {
  const auto bytes = small_package();
  const Offsets at(bytes);
  for (const std::uint32_t size : {0U, 1U, 306U, 308U, 100'000U}) {
    const auto package = open(with32(with32(bytes, at.local + 22, size), at.central + 24, size));
    BOOST_CHECK_EXCEPTION((void)package.read(package.entries()[1]), Failure,
                          refusal("odf.broken-entry", {{"file", "mau.odt"}, {"entry", "content.xml"}}));
  }
  const auto wrong_sum = open(with32(with32(bytes, at.local + 14, 1), at.central + 16, 1));
  BOOST_CHECK_EXCEPTION((void)wrong_sum.read(wrong_sum.entries()[1]), Failure, refusal("odf.broken-entry"));
}

BOOST_AUTO_TEST_CASE(a_broken_directory_is_refused) {
  const auto bytes = small_package();
  const Offsets at(bytes);
  check_refused(bytes.substr(0, at.end), "odf.broken-zip", {{"file", "mau.odt"}, {"offset", std::to_string(at.end)}});
  check_refused(with32(bytes, at.end + 12, 1), "odf.broken-zip");
  check_refused(with32(bytes, at.end + 16, 0x7FFFFFFF), "odf.broken-zip");
  check_refused(with16(with16(bytes, at.end + 8, 2), at.end + 10, 2), "odf.broken-zip");
  check_refused(with16(with16(bytes, at.end + 8, 4), at.end + 10, 4), "odf.broken-zip");
  check_refused(with16(bytes, at.central + 28, 0xFFFF), "odf.broken-zip");
  check_refused(with16(bytes, at.local + 28, 0xFFFF), "odf.broken-zip");
  check_refused(with32(bytes, at.central + 42, 0x7FFFFFFF), "odf.zip-hidden-data");
}

BOOST_AUTO_TEST_CASE(more_entries_than_the_format_counts_are_refused) {
  PackageWriter writer(Packing::stored);
  for (int i = 0; i < 0xFFFE; ++i)
    writer.add(std::to_string(i), "");
  BOOST_CHECK_EXCEPTION(writer.add("one more", ""), Failure, refusal("odf.package-too-large"));
}

BOOST_AUTO_TEST_CASE(a_stream_gives_the_bytes_of_the_entry) {
  for (const Packing packing : {Packing::stored, Packing::fast, Packing::small}) {
    const std::string filler(700'000, 'x');
    EntryStream stream(packing);
    const auto head = stream.leave_open();
    stream.add("a");
    const auto middle = stream.leave_open();
    for (int i = 0; i < 4; ++i)
      stream.add(filler + std::to_string(i));
    const auto empty = stream.leave_open();
    const auto last = stream.leave_open();
    stream.close(last, std::string(100'000, 'z'));
    stream.close(empty, "");
    stream.close(middle, "b");
    stream.close(head, "head ");
    struct Pieces final : ByteSink {
      void write(std::string_view piece) override { bytes += piece; }
      std::string bytes;
    } pieces;
    PackageWriter writer(packing, &pieces);
    writer.add_stored("mimetype", "application/vnd.oasis.opendocument.text");
    writer.add("content.xml", stream);
    writer.add("after.xml", "<x/>");
    BOOST_TEST(writer.finish().empty());
    std::string expected = "head ab";
    for (int i = 0; i < 4; ++i)
      expected += filler + std::to_string(i);
    expected += std::string(100'000, 'z');
    Limits limits;
    limits.ratio = 2000;
    const auto package = open(pieces.bytes, limits);
    BOOST_TEST((package.read(*package.find("content.xml")) == expected));
    BOOST_TEST(package.read(*package.find("after.xml")) == "<x/>");
  }
}

BOOST_AUTO_TEST_SUITE_END()
