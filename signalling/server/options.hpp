#pragma once

// The command line of stepbackd. Reading it opens no file but the one that --config names.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "signalling/base/log.hpp"
#include "signalling/journal/ledger.hpp"
#include "signalling/journal/purge.hpp"
#include "signalling/net/http/web_origin.hpp"
#include "signalling/server/pressure_options.hpp"
#include "signalling/server/reach_options.hpp"

namespace stepback::signalling {

/// `stepbackd`: the options of the server.
struct ServeOptions {
  std::string listen = "127.0.0.1";  ///< an address or a host's name
  std::uint16_t port = 8080;         ///< 0 picks a free one
  std::filesystem::path data = "stepback-data";
  /// The beginning of links, without a slash at the end. If not set, the server uses the scheme,
  /// the certificate's name or the address, and the port.
  std::optional<std::string> public_url;
  std::optional<std::filesystem::path> tls_certificate;  ///< PEM files, for TLS: both or neither
  std::optional<std::filesystem::path> tls_key;
  bool tls_self_signed = false;              ///< TLS with a certificate that is made in `data`
  std::optional<std::filesystem::path> web;  ///< the browser add-on's files
  std::optional<std::filesystem::path> templates;  ///< the deployer's own, beside the shipped ones
  Reach reach;                           ///< the operator's port, and more names of the server
  std::vector<WebOrigin> allow_origins;  ///< origins of pages that may embed the add-on
  std::vector<std::string> support;  ///< people and places to turn to, each a line as it is shown
  /// How old a session's record may grow. If not set, it is kept until somebody purges it.
  std::optional<std::chrono::seconds> retention = std::chrono::days{30};
  Pressure pressure;  ///< how much of the server its clients may take
  log::Level log_level = log::Level::info;

  bool over_tls() const { return tls_certificate.has_value() || tls_self_signed; }
};

/// `stepbackd token`: a coordinator's token.
struct TokenOptions {
  std::filesystem::path data = "stepback-data";
  std::optional<std::filesystem::path> out;  ///< the file for the token; none: standard output
  std::chrono::seconds ttl = std::chrono::days{30};
};

/// `stepbackd rotate`: a new secret.
struct RotateOptions {
  std::filesystem::path data = "stepback-data";
  /// How long the old secret stays valid. If not set, as long as any link works.
  std::optional<std::chrono::seconds> overlap;
};

/// `stepbackd verify`, `sessions`, `export` and `purge`: a command on a journal.
struct JournalOptions {
  enum class Command { verify, sessions, exportSession, purge };
  Command command = Command::verify;
  std::filesystem::path data = "stepback-data";
  std::string session;                      ///< for exportSession
  std::optional<journal::LedgerHead> head;  ///< for verify: a row that the ledger has to have
  journal::PurgeRequest purge;              ///< for purge
};

/// `--help` and `--version`: the text to print.
struct Printed {
  std::string text;
};

/// The longest line of support contacts, in characters.
inline constexpr std::size_t kSupportCharacters = 200;

using Invocation = std::variant<ServeOptions, TokenOptions, RotateOptions, JournalOptions, Printed>;

/// Returns the invocation that the arguments ask for (argv[0] is the program's name), or a sentence
/// that says why they cannot be understood.
tl::expected<Invocation, std::string> parse_options(int argc, const char* const* argv);

/// Reads a length of time as a person types it, such as `90s`, `15m`, `12h` or `30d`: one second to
/// ten years. Returns nothing for any other text.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// Reads an `http` or `https` address without query and fragment, and removes its trailing slashes.
/// Returns nothing if the text is no such address.
std::optional<std::string> parse_public_url(std::string_view text);

}  // namespace stepback::signalling
