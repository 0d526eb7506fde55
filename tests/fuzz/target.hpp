#pragma once

// The fuzz targets. Each takes any bytes as one kind of input that a stranger can send, and checks
// what must be true of the result. libFuzzer calls them (entry.cpp), and seeds_test.cpp calls them
// with the seeds.

#include <cstdint>
#include <span>
#include <string_view>

namespace stepback::fuzz {

using Input = std::span<const std::uint8_t>;

/// control messages of a client
void requests(Input input);
/// messages to a native client: control messages and packets of a server
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
/// messages of several people to one session
void connections(Input input);

/// Ends the process with this sentence unless `holds`; libFuzzer takes that for a crash.
void hold(bool holds, std::string_view sentence);

std::string_view text_of(Input input);

/// Removes the text up to `mark`, and the mark, from `rest` and returns the text. Takes all of
/// `rest` if it has no mark.
std::string_view take_until(std::string_view& rest, char mark);

}  // namespace stepback::fuzz
