#include "support/network/bad_network.hpp"

namespace stepback {

BadNetwork::BadNetwork(std::uint32_t seed) : relay_(near_.file(), far_.file(), seed) {}

void BadNetwork::change_address() {
  far_.set_address("192.0.2." + std::to_string(++last_number_));
}

}  // namespace stepback
