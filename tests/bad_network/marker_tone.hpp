#pragma once

// A tone that tells the listener when it was said. It climbs from 300 to 4300 Hz in two seconds and
// begins again. Each 20 ms of it sound like no other moment of these two seconds, so each 20 ms of
// a recording tell how late they are. 48 kHz mono float.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "support/people/person.hpp"

namespace stepback::bad_network {

/// Fills a block as SoundCard wants it of a microphone.
void marker_tone(std::span<float> block, std::size_t from);

/// Returns by how many milliseconds each 20 ms of `heard` lag behind the microphone of
/// marker_tone(); nothing where the tone is not heard. `from` is the number of the first sample.
/// Delays of up to 2 s are told apart.
std::vector<std::optional<double>> delays(std::span<const float> heard, std::size_t from);

}  // namespace stepback::bad_network
