#pragma once

// What the module asks of TCP beyond its defaults, which are made for files and not for voices.
// Any thread; a kernel without one of the options serves as well without it.

namespace stepback::plugin {

/// Makes a connected socket one for sound: what is written leaves at once, little waits in the
/// kernel, and what was lost is sent again soon, also after the network has been away.
void prepare_for_sound(int socket);

/// Whether the address that a connected socket speaks from is no longer this machine's, as after a
/// change of network: the connection is dead then, and TCP would go on for many minutes.
bool has_lost_its_address(int socket);

}  // namespace stepback::plugin
