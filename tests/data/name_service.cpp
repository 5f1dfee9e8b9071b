// Stands before the system's name service in this test program: "stalled.test" is answered after seconds,
// "unknown.test" not at all, everything else as ever.

#include <chrono>
#include <dlfcn.h>
#include <netdb.h>
#include <string_view>
#include <thread>

extern "C" __attribute__((visibility("default"))) int getaddrinfo(const char *name, const char *service,
                                                                  const addrinfo *wish, addrinfo **answer) {
  const std::string_view host = name == nullptr ? "" : name;
  if (host == "stalled.test")
    std::this_thread::sleep_for(std::chrono::seconds(3));
  if (host == "stalled.test" || host == "unknown.test")
    return EAI_NONAME;
  using Real = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
  static const auto real = reinterpret_cast<Real>(dlsym(RTLD_NEXT, "getaddrinfo"));
  return real(name, service, wish, answer);
}
