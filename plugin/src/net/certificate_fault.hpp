#pragma once

// Why a server's certificate was refused, apart from any TLS library.

#include <string_view>

namespace stepback::plugin {

enum class CertificateFault { notTrusted, expired, notYetValid, wrongName };

/// The word for hosts, such as "certificateExpired". In static memory.
constexpr std::string_view code_of(CertificateFault fault) {
  switch (fault) {
    case CertificateFault::expired:
      return "certificateExpired";
    case CertificateFault::notYetValid:
      return "certificateNotYetValid";
    case CertificateFault::wrongName:
      return "certificateWrongName";
    case CertificateFault::notTrusted:
      break;
  }
  return "certificateNotTrusted";
}

/// A sentence for people. In static memory.
constexpr std::string_view sentence_of(CertificateFault fault) {
  switch (fault) {
    case CertificateFault::expired:
      return "The server's certificate has expired.";
    case CertificateFault::notYetValid:
      return "The server's certificate is not valid yet.";
    case CertificateFault::wrongName:
      return "The server's certificate is for another name.";
    case CertificateFault::notTrusted:
      break;
  }
  return "The server's certificate is not trusted.";
}

}  // namespace stepback::plugin
