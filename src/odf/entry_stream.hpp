#pragma once

#include "odf/package.hpp"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::odf {

class PieceDeflater;

/// A long entry that is packed piece by piece while it is made, so that neither its bytes nor, past `in_memory`, its
/// packed form are held. What is known only later gets a place that is left open and closed before the end.
class EntryStream {
public:
  static constexpr std::size_t in_memory = 16U << 20; ///< packed bytes; more go to a temporary file of the system
  explicit EntryStream(Packing packing);
  ~EntryStream();
  EntryStream(EntryStream &&) noexcept;
  EntryStream &operator=(EntryStream &&) = delete;

  /// Failure `odf.no-space` when the temporary file cannot be written.
  void add(std::string_view data);
  /// The number of the place.
  std::size_t leave_open();
  void close(std::size_t place, std::string_view data);

private:
  friend class PackageWriter;
  /// A run of packed bytes that refers to nothing outside of itself; those of a closed place are held here.
  struct Segment {
    std::uint64_t size = 0, packed = 0;
    std::uint32_t crc = 0;
    std::string own{};
    bool place = false;
  };
  struct CloseFile {
    void operator()(std::FILE *file) const noexcept { static_cast<void>(std::fclose(file)); }
  };
  void pack(bool ends_segment);
  void end_segment();
  void keep(std::string_view packed);

  Packing packing_;
  std::unique_ptr<PieceDeflater> deflater_;
  std::string waiting_; ///< not packed yet
  std::string packed_;
  std::unique_ptr<std::FILE, CloseFile> file_; ///< packed bytes before packed_
  Segment segment_;                            ///< that grows
  std::vector<Segment> segments_;
  std::vector<std::size_t> places_; ///< in segments_
};

} // namespace solieu::odf
