#pragma once

// TCP options beyond the defaults, which suit files and not voices. Any thread. If the kernel lacks
// an option, the connection works without it.

namespace stepback::plugin {

/// Prepares a connected socket for sound: writes leave at once, little waits in the kernel, and
/// lost data is sent again soon, also after the network was away.
void prepare_for_sound(int socket);

/// Whether this machine no longer has the local address of a connected socket, as after a change of
/// network. The connection is then dead, but TCP would try for many minutes. False if it cannot be
/// found out.
bool has_lost_its_address(int socket);

}  // namespace stepback::plugin
