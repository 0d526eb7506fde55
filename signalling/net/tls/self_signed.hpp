#pragma once

// The certificate for a first try in a local network. It is made here, signed by itself, and kept
// in the data folder. Nobody vouches for it: each browser asks its user, and a native client is
// given the certificate by hand. Before the loop runs, or loop thread; one server at a time in a
// data folder.

#include <chrono>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "signalling/net/tls/certificate.hpp"

namespace stepback::signalling {

/// The names of the two files in the data folder, both of mode 0600.
inline constexpr const char* kSelfSignedCertificate = "tls-certificate.pem";
inline constexpr const char* kSelfSignedKey = "tls-key.pem";

/// How long before its end a certificate is replaced.
inline constexpr std::chrono::days kSelfSignedRenewedBefore{30};

/// The hosts that the certificate is for.
struct SelfSignedNames {
  std::vector<std::string> needed;   ///< host names and addresses that it must have
  std::vector<std::string> besides;  ///< added when one is made, and not required later
};

/// Returns the names by which this machine may be reached: localhost, its host name (also with
/// `.local`, if it has no dot), its addresses, the address to listen on, and the public URL's host
/// unless that is empty. The machine's IPv6 addresses are not required, because they change daily.
SelfSignedNames names_of_this_machine(const std::string& listen, const std::string& public_host);

/// Returns the data folder's self-signed certificate if it has the needed names and is valid for
/// another 30 days. Else puts a new one in its place, valid for a year. Returns a sentence if that
/// cannot be written.
tl::expected<TlsCertificate, std::string> self_signed_certificate(
    const std::filesystem::path& data_folder, const SelfSignedNames& names, protocol::Instant now);

}  // namespace stepback::signalling
