#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli::sentences {

std::string rehearse_as() {
  return "--as: expected leader or presenter: what you will do in the rehearsal yourself.";
}
std::string rehearse_links(bool presents, std::size_t most) {
  const std::string bound = std::to_string(most) + " at most.";
  return presents ? "LINK: expected a facilitator's link first, then one or more members' links, " +
                        bound
                  : "LINK: expected one or more members' links, " + bound;
}
std::string rehearsal_begins(const Names& names, bool presents) {
  return list_names(names) +
         (presents
              ? " are on their way. Come in by a member's link: you will be asked to present a "
                "case, step back, and be invited back."
              : " are on their way. Come in by a facilitator's link and lead them: they talk "
                "when they may, and present if you appoint them.");
}
std::string rehearsal_over() {
  return "The rehearsal has ended.";
}
std::string rehearsal_stopped() {
  return "The rehearsal was stopped.";
}

}  // namespace stepback::cli::sentences
