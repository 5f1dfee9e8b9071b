#pragma once

#include "odf/limits.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::odf {

/// One entry of a package, still packed.
struct PackageEntry {
  std::string name;
  std::uint16_t method = 0; ///< 0 stored, 8 deflated
  std::uint32_t crc = 0;
  std::uint32_t size = 0;  ///< inflated, as its header says; verified by read()
  std::string_view packed; ///< bytes inside the package
};

/// An ODF package (ZIP) read with bounds: refuses bombs, overlaps, encrypted or split archives, duplicate or unsafe
/// names, headers that contradict each other. Failure `odf.not-a-package`, `odf.broken-zip`, `odf.zip-too-…` name the
/// file. Never writes to disk. Immutable and shared; copies share the bytes.
class Package {
public:
  [[nodiscard]] static Package open(std::string bytes, const std::string &file_name, const Limits &limits = {});

  [[nodiscard]] const std::vector<PackageEntry> &entries() const noexcept;
  [[nodiscard]] const PackageEntry *find(std::string_view name) const noexcept;
  /// Inflated bytes, CRC checked.
  [[nodiscard]] std::string read(const PackageEntry &entry) const;
  /// Content of the `mimetype` entry; empty when there is none.
  [[nodiscard]] const std::string &media_type() const noexcept;
  /// The same package seen without its other entries; shares the bytes.
  [[nodiscard]] Package with_only(std::vector<PackageEntry> entries) const;
  /// As given to open().
  [[nodiscard]] const std::string &file_name() const noexcept;

private:
  struct State;
  std::shared_ptr<const State> state_;
};

/// How hard entries are packed: stored for what goes straight to the office, fast (ISA-L 1), small (libdeflate 6).
enum class Packing : std::uint8_t { stored, fast, small };

/// Takes the bytes of a file in order, piece by piece.
class ByteSink {
public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
};

class EntryStream;

/// Writes a package: `mimetype` first and stored, fixed time stamps, so equal input gives equal bytes. An entry
/// `mimetype` may be given at any time, but with a sink only first. Failure `odf.package-too-large` beyond 2 GiB or
/// 65,534 entries.
class PackageWriter {
public:
  /// With a sink the bytes go there as they are made.
  explicit PackageWriter(Packing packing = Packing::fast, ByteSink *sink = nullptr) : packing_(packing), sink_(sink) {}
  /// Copies an entry as it is packed.
  void copy(const PackageEntry &entry);
  void add(std::string_view name, std::string_view data);
  /// An entry whose places are all closed; the stream is empty afterwards.
  void add(std::string_view name, EntryStream &stream);
  void add_stored(std::string_view name, std::string_view data);
  /// The whole file, or nothing when it went to a sink; the writer is empty afterwards.
  [[nodiscard]] std::string finish();

private:
  struct Written {
    std::string name;
    std::uint16_t method;
    std::uint32_t crc, packed, size, offset;
  };
  void put(std::string_view name, std::uint16_t method, std::uint32_t crc, std::string_view packed, std::size_t size);
  [[nodiscard]] std::size_t position() const noexcept { return handed_over_ + bytes_.size(); }
  void hand_over(std::size_t at_least);
  void copy_packed(EntryStream &stream);
  Packing packing_;
  ByteSink *sink_;
  std::size_t handed_over_ = 0;
  std::string bytes_; ///< after those handed over
  std::vector<Written> written_;
};

} // namespace solieu::odf
