// What the extension costs inside LibreOffice: its start, a report until it is open, and how long the main thread is
// kept from answering. Windows in memory, Vietnamese, the package as it is installed.
#include "office/shipped_report.hpp"

#include <com/sun/star/awt/AsyncCallback.hpp>
#include <com/sun/star/awt/XCallback.hpp>
#include <com/sun/star/util/XCloseable.hpp>
#include <cppuhelper/implbase1.hxx>
#include <rtl/ref.hxx>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>

using namespace solieu;
using namespace solieu::office_test;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.at(values.size() / 2);
}

/// Told by the main thread of the office.
class Pong : public cppu::WeakImplHelper1<css::awt::XCallback> {
public:
  void SAL_CALL notify(const css::uno::Any &) override {
    const std::lock_guard guard(mutex_);
    come_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [this] { return come_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool come_ = false;
};

/// Asks the main thread of the office without pause how it is, while a piece of work runs; the longest time to an
/// answer.
double longest_block(const OfficeInstance &office, const std::function<void()> &work) {
  std::atomic<bool> over{false};
  double longest = 0;
  std::thread asking([&] {
    const auto main_thread = css::awt::AsyncCallback::create(office.context());
    while (!over) {
      const rtl::Reference<Pong> pong(new Pong);
      const Clock::time_point asked = Clock::now();
      main_thread->addCallback(pong.get(), css::uno::Any());
      pong->wait();
      longest = std::max(longest, milliseconds(Clock::now() - asked));
    }
  });
  const auto stop = [&] {
    over = true;
    asking.join();
  };
  try {
    work();
  } catch (...) {
    stop();
    throw;
  }
  stop();
  return longest;
}

/// A start like every day's: of a profile that was used before.
double start_time(const std::filesystem::path &profile, const std::filesystem::path &extensions) {
  OfficeInstance office{OfficeOptions{.extensions = extensions, .profile = profile}};
  const auto time = static_cast<double>(office.start_time().count());
  (void)office.quit();
  return time;
}

void start_times(int runs) {
  const support::Folder folder;
  const std::filesystem::path ours = SOLIEU_BINARY_DIR "/oxt";
  (void)start_time(folder.path() / "with", ours); // the first start registers the package
  (void)start_time(folder.path() / "without", {});
  std::vector<double> with;
  std::vector<double> without;
  for (int i = 0; i < runs; ++i) {
    without.push_back(start_time(folder.path() / "without", {}));
    with.push_back(start_time(folder.path() / "with", ours));
  }
  std::cout << "start of the office, median of " << runs << ": " << median(without) << " ms without, " << median(with)
            << " ms with the extension: " << median(with) - median(without) << " ms more (allowed: 50)\n";
}

void close(const Document &document) { Reference<css::util::XCloseable>(document, UNO_QUERY_THROW)->close(true); }

void reports(const OfficeInstance &office, const Document &start, int runs) {
  std::vector<double> times;
  for (int i = 0; i <= runs; ++i) {
    const Clock::time_point asked = Clock::now();
    office.dispatch(start, "vn.solieu:NewReport", first_quarter("BC03"));
    const Document report = new_document(office, {start});
    times.push_back(milliseconds(Clock::now() - asked));
    close(report);
  }
  std::cout << "New report until it is open: first " << times.front() << " ms; warm, median of " << runs << ": "
            << median({times.begin() + 1, times.end()}) << " ms (allowed: 1000)\n";
}

void blocks(const OfficeInstance &office, const Document &start) {
  const double idle = longest_block(office, [] { std::this_thread::sleep_for(std::chrono::milliseconds(500)); });
  const double dialog = longest_block(office, [&] {
    office.dispatch(start, "vn.solieu:NewReport");
    (void)window(office, "Tạo báo cáo từ mẫu");
  });
  if (const auto open = window(office, "Tạo báo cáo từ mẫu")) {
    open->find("Thôi")->press();
  }
  const double diagnostics = longest_block(office, [&] {
    office.dispatch(start, "vn.solieu:Diagnostics");
    (void)window(office, "Số Liệu");
  });
  (void)told(office);
  const double report = longest_block(office, [&] {
    office.dispatch(start, "vn.solieu:NewReport", first_quarter("BC03"));
    close(new_document(office, {start}));
  });
  std::cout << "longest time the main thread did not answer (nothing running: " << idle << " ms): window of New report "
            << dialog << " ms, Diagnostics " << diagnostics
            << " ms (allowed: 100); whole report, with the office's own "
            << "opening of the document, " << report << " ms\n";
}

} // namespace

int main(int count, char **words) {
  const int runs = count > 1 ? std::stoi(words[1]) : 9;
  try {
    start_times(runs);
    const OfficeInstance office;
    const Document start = empty_writer(office);
    reports(office, start, runs);
    blocks(office, start);
    return 0;
  } catch (const css::uno::Exception &error) {
    std::cerr << utf8(error.Message) << '\n';
  } catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
  }
  return 1;
}
