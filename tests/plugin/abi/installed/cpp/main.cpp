// A host in C++, built against the installed files by find_package.
#include <stepback.h>

#include <cstdio>
#include <memory>

int main() {
  stepback_config config{};
  config.struct_size = sizeof(config);
  config.link = "http://127.0.0.1:9/#join=token";
  stepback_client* raw = nullptr;
  if (stepback_create(&config, &raw) != STEPBACK_OK) return 1;
  const std::unique_ptr<stepback_client, void (*)(stepback_client*)> client(raw, stepback_destroy);
  if (stepback_join(client.get()) != STEPBACK_OK) return 2;
  stepback_event event{};
  if (stepback_poll(client.get(), &event, 10'000) != 1) return 3;
  if (event.connection != STEPBACK_CONNECTION_CONNECTING) return 4;
  return std::puts("connecting") < 0 ? 5 : 0;
}
