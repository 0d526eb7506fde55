#include "plugin/src/base/state_copy.hpp"

#include <array>
#include <cstring>
#include <type_traits>

namespace stepback::plugin {
namespace {

// Every text of each structure. A new text member must be added here, since a copy would otherwise
// point into the original.
constexpr std::array kStateTexts{
    &stepback_state::session_id, &stepback_state::title,       &stepback_state::template_id,
    &stepback_state::phase_name, &stepback_state::phase_title, &stepback_state::you,
    &stepback_state::next_phase, &stepback_state::next_title,  &stepback_state::next_presenter};
constexpr std::array kParticipantTexts{&stepback_participant::id, &stepback_participant::name,
                                       &stepback_participant::after_removal};
constexpr std::array kSignalTexts{&stepback_signal_record::id, &stepback_signal_record::from};
constexpr std::array kPendingTexts{&stepback_pending_change::phase,
                                   &stepback_pending_change::participant};
constexpr std::array kPhaseTexts{&stepback_phase::name, &stepback_phase::title};

/// Hands out parts of a piece of memory, one behind the other. Without memory it only counts the
/// bytes, so that the same code measures a copy and makes it.
class Memory {
 public:
  explicit Memory(void* begin) : begin_{static_cast<std::byte*>(begin)} {}

  std::size_t used() const { return used_; }

  /// Room for `count` values, or nullptr while only counting.
  template <typename T>
  T* room(std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    used_ = (used_ + alignof(T) - 1) / alignof(T) * alignof(T);
    T* const place = begin_ == nullptr ? nullptr : reinterpret_cast<T*>(begin_ + used_);
    used_ += count * sizeof(T);  // NOLINT(bugprone-sizeof-expression): lists hold pointers
    return place;
  }

  const char* text(const char* from) {
    if (from == nullptr) return nullptr;
    const std::size_t bytes = std::strlen(from) + 1;
    char* const place = room<char>(bytes);
    if (place != nullptr) std::memcpy(place, from, bytes);
    return place;
  }

  /// A list of pointers, each made by `copy` from the original's.
  template <typename T, typename Copy>
  const T* const* list(const T* const* from, std::size_t count, const Copy& copy) {
    const T** const place = room<const T*>(count);
    for (std::size_t i = 0; i < count; ++i) {
      const T* const each = copy(from[i]);
      if (place != nullptr) place[i] = each;
    }
    return place;
  }

  /// A structure that points to nothing else of the original than the texts named.
  template <typename T, typename Texts>
  const T* structure(const T* from, const Texts& texts) {
    T* const place = room<T>(1);
    T copy = *from;
    for (const auto member : texts) copy.*member = text(from->*member);
    if (place != nullptr) *place = copy;
    return place;
  }

 private:
  std::byte* begin_;
  std::size_t used_ = 0;
};

const stepback_participant* put(const stepback_participant& from, Memory& memory) {
  stepback_participant copy = from;
  const auto text = [&](const char* id) { return memory.text(id); };
  copy.could = memory.list(from.could, from.could_count, text);
  copy.alike = memory.list(from.alike, from.alike_count, text);
  return memory.structure(&copy, kParticipantTexts);
}

const stepback_signal_record* put(const stepback_signal_record& from, Memory& memory) {
  stepback_signal_record copy = from;
  copy.seen_by = memory.list(from.seen_by, from.seen_by_count,
                             [&](const char* id) { return memory.text(id); });
  return memory.structure(&copy, kSignalTexts);
}

stepback_state* put(const stepback_state& from, Memory& memory) {
  stepback_state* const place = memory.room<stepback_state>(1);
  stepback_state copy = from;
  for (const auto member : kStateTexts) copy.*member = memory.text(from.*member);
  copy.prompts = memory.list(from.prompts, from.prompt_count,
                             [&](const char* prompt) { return memory.text(prompt); });
  copy.phases = memory.list(from.phases, from.phase_count, [&](const stepback_phase* phase) {
    return memory.structure(phase, kPhaseTexts);
  });
  copy.participants = memory.list(
      from.participants, from.participant_count,
      [&](const stepback_participant* participant) { return put(*participant, memory); });
  copy.signals =
      memory.list(from.signals, from.signal_count,
                  [&](const stepback_signal_record* signal) { return put(*signal, memory); });
  copy.pending =
      memory.list(from.pending, from.pending_count, [&](const stepback_pending_change* change) {
        return memory.structure(change, kPendingTexts);
      });
  if (place != nullptr) *place = copy;
  return place;
}

}  // namespace

stepback_state* copy_state(const stepback_state& state, Allocate allocate) noexcept {
  Memory measure{nullptr};
  put(state, measure);
  void* const begin = allocate(measure.used());
  if (begin == nullptr) return nullptr;
  Memory memory{begin};
  return put(state, memory);
}

}  // namespace stepback::plugin
