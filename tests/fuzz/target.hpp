#pragma once

// The fuzz targets: each takes any bytes as one kind of thing that a stranger can send, and holds
// what comes of it against what has to be true. libFuzzer calls them (entry.cpp), and
// seeds_test.cpp does with the seeds.

#include <cstdint>
#include <span>
#include <string_view>

namespace stepback::fuzz {

using Input = std::span<const std::uint8_t>;

/// control messages of a client
void requests(Input input);
/// what a native client hears: control messages and packets of a server
void server_messages(Input input);
/// media packets
void rtp(Input input);
/// a request over HTTP: path, headers and body
void http(Input input);
/// JSON Web Tokens, forged and well signed
void tokens(Input input);
/// templates, and the sessions that they lead to
void templates(Input input);
/// the rows of one session in the journal, damaged or foreign
void journal(Input input);
/// the JSON reader beneath all of them
void json(Input input);
/// what several people send into one session, message by message
void connections(Input input);

/// Ends the process with this sentence unless it holds: what libFuzzer takes for a crash.
void hold(bool holds, std::string_view sentence);

std::string_view text_of(Input input);

/// Takes the part of `rest` up to the mark, and the mark, out of it; all of it if there is no mark.
std::string_view take_until(std::string_view& rest, char mark);

}  // namespace stepback::fuzz
