#include "plugin/cli/rehearsal/mouth.hpp"

namespace stepback::cli::rehearsal {

void Mouth::move() noexcept {
  voice_.render(frames_, talks());
  stepback_push(client_, frames_.data(), frames_.size());
  // The sound is dropped, but the client then reports that it plays, as that of a listening
  // presenter does.
  stepback_pull(client_, frames_.data(), frames_.size());
}

}  // namespace stepback::cli::rehearsal
