#pragma once

// The server as a whole: makes its parts, connects them, and runs the loop until it is told to
// stop.

#include <string>
#include <tl/expected.hpp>

#include "signalling/server/options.hpp"

namespace stepback::signalling {

/// Prints `ready http://ADDRESS:PORT` (https over TLS) on standard output, its only line, when it
/// can be used, and returns after SIGTERM or SIGINT, when everyone has been told. SIGHUP has it
/// read again what may be exchanged while it runs: the certificate and the secret. A sentence if it
/// cannot start.
tl::expected<void, std::string> serve(const ServeOptions& options);

/// Carries out what is asked of a journal, with the answer on standard output; the exit status, or
/// a sentence if it cannot.
tl::expected<int, std::string> ask_journal(const JournalOptions& options);

/// Prints a coordinator's token on standard output. A sentence if the secret cannot be had.
tl::expected<void, std::string> print_token(const TokenOptions& options);

/// Makes a new secret, and says on standard output what is to be done now. A sentence if it cannot.
tl::expected<void, std::string> rotate(const RotateOptions& options);

}  // namespace stepback::signalling
