#include "plugin/cli/rehearsal/mouth.hpp"

namespace stepback::cli::rehearsal {

void Mouth::move() noexcept {
  voice_.render(frames_, talks());
  stepback_push(client_, frames_.data(), frames_.size());
  // Nobody listens, but the client reports that it plays, as a listening presenter's does.
  stepback_pull(client_, frames_.data(), frames_.size());
}

}  // namespace stepback::cli::rehearsal
