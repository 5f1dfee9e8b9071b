#include "office_process/sandbox.hpp"

#include "office_process/child.hpp"
#include "office_process/work_folder.hpp"

#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace solieu::office_process {
namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path &path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

/// /bin, /lib … are links into /usr on a merged system and folders of their own elsewhere.
void add_system_folder(std::vector<std::string> &arguments, const fs::path &folder) {
  std::error_code error;
  if (fs::is_symlink(folder, error))
    arguments.insert(arguments.end(), {"--symlink", fs::read_symlink(folder, error).string(), folder.string()});
  else if (fs::is_directory(folder, error))
    arguments.insert(arguments.end(), {"--ro-bind", folder.string(), folder.string()});
}

bool probe() {
  if (find_program("bwrap").empty())
    return false;
  const WorkFolder work;
  ChildCommand command;
  command.arguments = sandbox_arguments(work.path(), {});
  command.arguments.emplace_back("/usr/bin/true");
  command.folder = work.path();
  command.log = work.path() / "log";
  command.time_limit = std::chrono::seconds{10};
  const auto result = run_child(command);
  return result.end == ChildEnd::exited && result.number == 0;
}

} // namespace

fs::path find_program(const std::string &name) {
  const char *value = std::getenv("PATH");
  std::string_view rest = value != nullptr && *value != '\0' ? value : "/usr/local/bin:/usr/bin:/bin";
  while (!rest.empty()) {
    const auto colon = rest.find(':');
    const fs::path folder{rest.substr(0, colon)};
    if (folder.is_absolute() && is_program(folder / name))
      return folder / name;
    rest = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
  }
  return {};
}

std::vector<std::string> sandbox_arguments(const fs::path &writable, const std::vector<fs::path> &readable) {
  std::vector<std::string> arguments{
      find_program("bwrap").string(), "--unshare-all", "--die-with-parent", "--ro-bind", "/usr", "/usr"};
  for (const char *folder : {"/bin", "/sbin", "/lib", "/lib64", "/lib32", "/libx32"})
    add_system_folder(arguments, folder);
  for (const char *name : {"/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/libreoffice", "/etc/localtime",
                           "/etc/passwd", "/etc/timezone", "/var/cache/fontconfig"})
    arguments.insert(arguments.end(), {"--ro-bind-try", name, name});
  arguments.insert(arguments.end(), {"--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"});
  for (const auto &path : readable)
    arguments.insert(arguments.end(), {"--ro-bind-try", path.string(), path.string()});
  arguments.insert(arguments.end(), {"--bind", writable.string(), writable.string(), "--chdir", writable.string()});
  return arguments;
}

bool sandbox_works() {
  if (const char *wish = std::getenv("SOLIEU_SANDBOX"); wish != nullptr && std::string_view{wish} == "none")
    return false;
  static const bool works = probe();
  return works;
}

} // namespace solieu::office_process
