#pragma once

// A voice by which one hears when something was said: a tone that climbs from 300 to 4300 Hz in two
// seconds and begins again. Each 20 ms of it sound at no other moment of these two seconds, so that
// each 20 ms of what is heard tell how late they are. 48 kHz mono float.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "support/people/person.hpp"

namespace stepback::weather {

/// What SoundCard wants of a microphone.
void siren(std::span<float> block, std::size_t from);

/// By how many milliseconds each 20 ms of `heard` lag behind what the siren said; nothing where it
/// is not heard. `from`: the number of the first sample. Delays of up to 2 s are told apart.
std::vector<std::optional<double>> delays(std::span<const float> heard, std::size_t from);

}  // namespace stepback::weather
