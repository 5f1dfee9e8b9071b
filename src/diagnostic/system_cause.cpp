#include "diagnostic/system_cause.hpp"

#include "diagnostic/diagnostic.hpp"

#include <cerrno>
#include <system_error>

namespace solieu::diagnostic {

std::string system_cause(int error_number) {
  switch (error_number) {
  case ENOENT:
    return Code{"diagnostic.no-such-file"}.name;
  case EACCES:
  case EPERM:
    return Code{"diagnostic.no-permission"}.name;
  case EROFS:
    return Code{"diagnostic.read-only"}.name;
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return Code{"diagnostic.disk-full"}.name;
  case EISDIR:
    return Code{"diagnostic.is-folder"}.name;
  case ESPIPE:
    return Code{"diagnostic.not-a-file"}.name;
  case ENOTDIR:
    return Code{"diagnostic.not-a-folder"}.name;
  case EEXIST:
  case ENOTEMPTY:
    return Code{"diagnostic.exists"}.name;
  case ENAMETOOLONG:
    return Code{"diagnostic.name-too-long"}.name;
  case ELOOP:
    return Code{"diagnostic.link-circle"}.name;
  case EMFILE:
  case ENFILE:
    return Code{"diagnostic.too-many-files"}.name;
  case ENOMEM:
    return Code{"diagnostic.no-memory"}.name;
  case EIO:
    return Code{"diagnostic.device-error"}.name;
  default:
    return std::generic_category().message(error_number);
  }
}

} // namespace solieu::diagnostic
