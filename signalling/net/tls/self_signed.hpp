#pragma once

// The certificate of a first try in a local network: made here, signed by itself, kept in the data
// folder. Nobody vouches for it: each browser asks its person, and a native client is given it by
// hand. Before the loop runs, or loop thread; one server at a time in a data folder.

#include <chrono>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "signalling/net/tls/certificate.hpp"

namespace stepback::signalling {

/// The names of its files in the data folder, both of mode 0600.
inline constexpr const char* kSelfSignedCertificate = "tls-certificate.pem";
inline constexpr const char* kSelfSignedKey = "tls-key.pem";

/// How long before its end it is replaced.
inline constexpr std::chrono::days kSelfSignedRenewedBefore{30};

/// Whom it is for.
struct SelfSignedNames {
  std::vector<std::string> needed;   ///< host names and addresses; a certificate without is no use
  std::vector<std::string> besides;  ///< put in when one is made, and not missed in one that is
};

/// Those by which this machine may be reached: localhost, its host name (and that with `.local`),
/// its addresses, what it listens on, and the public URL's host unless that is empty. IPv6
/// addresses stand besides: a machine changes them daily.
SelfSignedNames names_of_this_machine(const std::string& listen, const std::string& public_host);

/// The data folder's self-signed certificate, if it is good for the needed names and for another 30
/// days; else a new one, for a year, in its place. A sentence if that cannot be written.
tl::expected<TlsCertificate, std::string> self_signed_certificate(
    const std::filesystem::path& data_folder, const SelfSignedNames& names, protocol::Instant now);

}  // namespace stepback::signalling
