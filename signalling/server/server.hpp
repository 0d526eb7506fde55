#pragma once

// The whole server: makes its parts, connects them, and runs the loop until it is told to stop.

#include <string>
#include <tl/expected.hpp>

#include "signalling/server/options.hpp"

namespace stepback::signalling {

/// Runs the server. When it can be used, prints `ready http://ADDRESS:PORT` (https over TLS) on
/// standard output, its only line. Returns after SIGTERM or SIGINT, once everyone has been sent
/// `bye`. SIGHUP makes it read the certificate and the secret again. Returns a sentence if it
/// cannot start.
tl::expected<void, std::string> serve(const ServeOptions& options);

/// Carries out a command on a journal, and prints the answer on standard output. Returns the exit
/// status, or a sentence if it cannot.
tl::expected<int, std::string> ask_journal(const JournalOptions& options);

/// Makes a coordinator's token, and writes it to the file of the options (mode 0600) or prints it
/// on standard output. Returns a sentence if there is no secret, or the file cannot be written.
tl::expected<void, std::string> make_token(const TokenOptions& options);

/// Makes a new secret, and prints what has to be done next. Returns a sentence if it cannot.
tl::expected<void, std::string> rotate(const RotateOptions& options);

}  // namespace stepback::signalling
