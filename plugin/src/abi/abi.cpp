// stepback.h: a client's life, its sound and pictures, its statistics.

#include <fstream>
#include <utility>
#include <vector>

#include "plugin/src/abi/abi_support.hpp"
#include "protocol/base/limits.hpp"
#include "protocol/base/text.hpp"
#include "protocol/wire/message.hpp"
#include "protocol/wire/rtp.hpp"

namespace stepback::plugin {
namespace {

// RTP header and an extension of one word behind its own (protocol/wire/rtp.hpp).
constexpr std::size_t kMostPicture =
    protocol::kLimits.media_bytes - protocol::kRtpHeaderBytes - 2 * sizeof(std::uint32_t);
constexpr std::size_t kMostPath = 4096;

stepback_result create(const stepback_config* given, stepback_client** client) {
  const auto config = copy_of(given, offsetof(stepback_config, name));
  if (!config || config->link == nullptr || client == nullptr) return STEPBACK_INVALID_ARGUMENT;
  if (config->name != nullptr && !protocol::valid_name(config->name)) {
    return STEPBACK_INVALID_ARGUMENT;
  }
  if (config->ca_file != nullptr && !is_ca_file(config->ca_file)) return STEPBACK_INVALID_ARGUMENT;
  auto link = parse_link(config->link);
  if (!link) return STEPBACK_INVALID_LINK;

  Client::Settings settings;
  settings.link = std::move(*link);
  if (config->name != nullptr) settings.name = config->name;
  if (config->ca_file != nullptr) settings.ca_file = config->ca_file;
  settings.records = config->records != 0;
  settings.on_event = config->on_event;
  settings.user = config->user;
  *client = new stepback_client{Client(settings)};
  return STEPBACK_OK;
}

}  // namespace

bool is_text(const char* text) {
  return text != nullptr && *text != '\0' && protocol::count_code_points(text).has_value();
}

bool is_ca_file(const char* path) {
  if (path == nullptr || std::strlen(path) > kMostPath) return false;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("-----BEGIN ") && line.find("CERTIFICATE") != std::string::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace stepback::plugin

using stepback::plugin::copy_of;
using stepback::plugin::guarded;

uint32_t stepback_abi_version(void) {
  return STEPBACK_ABI_VERSION;
}

const char* stepback_result_text(stepback_result result) {
  switch (result) {
    case STEPBACK_OK:
      return "done";
    case STEPBACK_INVALID_ARGUMENT:
      return "an argument is null, malformed or out of its range";
    case STEPBACK_INVALID_LINK:
      return "the link is not http(s)://HOST[:PORT][/PATH]#join=TOKEN";
    case STEPBACK_NOT_JOINED:
      return "the client is not in the session";
    case STEPBACK_NOT_PERMITTED:
      return "the session does not allow it now";
    case STEPBACK_BUSY:
      return "a queue is full, and the thing was not taken";
    case STEPBACK_NETWORK:
      return "the server could not be reached";
    case STEPBACK_REFUSED:
      return "the server refused";
    case STEPBACK_OUT_OF_MEMORY:
      return "there is not enough memory";
    case STEPBACK_INTERNAL:
      return "a fault in the client module";
  }
  return "no result of this module";
}

stepback_result stepback_create(const stepback_config* config, stepback_client** client) {
  return guarded([&] { return stepback::plugin::create(config, client); });
}

stepback_result stepback_join(stepback_client* client) {
  if (client == nullptr) return STEPBACK_INVALID_ARGUMENT;
  return guarded([&] {
    client->client.join();
    return STEPBACK_OK;
  });
}

stepback_result stepback_leave(stepback_client* client) {
  if (client == nullptr) return STEPBACK_INVALID_ARGUMENT;
  return guarded([&] {
    client->client.leave();
    return STEPBACK_OK;
  });
}

void stepback_destroy(stepback_client* client) {
  delete client;
}

int stepback_poll(stepback_client* client, stepback_event* event, uint32_t timeout_ms) {
  if (client == nullptr || event == nullptr) return 0;
  bool found = false;
  guarded([&] {
    found = client->client.poll(*event, std::chrono::milliseconds{timeout_ms});
    return STEPBACK_OK;
  });
  return found ? 1 : 0;
}

size_t stepback_push(stepback_client* client, const float* samples, size_t frames) {
  if (client == nullptr || samples == nullptr) return 0;
  return client->client.push({samples, frames});
}

size_t stepback_pull(stepback_client* client, float* samples, size_t frames) {
  if (samples == nullptr) return 0;
  if (client == nullptr) {
    std::fill_n(samples, frames, 0.0F);
    return 0;
  }
  return client->client.pull({samples, frames});
}

stepback_result stepback_send_video(stepback_client* client, const uint8_t* data, size_t size,
                                    uint32_t timestamp, int key_frame) {
  if (client == nullptr || data == nullptr || size == 0 || size > stepback::plugin::kMostPicture) {
    return STEPBACK_INVALID_ARGUMENT;
  }
  return guarded([&] {
    return client->client.send_video(std::vector<std::uint8_t>(data, data + size), timestamp,
                                     key_frame != 0);
  });
}

stepback_result stepback_get_statistics(stepback_client* client, stepback_statistics* statistics) {
  const auto known = copy_of(statistics, sizeof(std::size_t));
  if (client == nullptr || !known) return STEPBACK_INVALID_ARGUMENT;
  return guarded([&] {
    stepback_statistics filled = *known;
    client->client.statistics(filled);
    std::memcpy(statistics, &filled, std::min(known->struct_size, sizeof(filled)));
    return STEPBACK_OK;
  });
}
