#pragma once

// Shows a person or a script what happens. Three displays: lines of text, JSON lines, and the live
// view of the circle. All calls come from the host's loop.

#include <string>
#include <string_view>
#include <vector>

#include "plugin/cli/model/event.hpp"
#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/words/narration.hpp"

namespace stepback::cli {

/// The result of a typed line.
struct Answer {
  std::string command;  ///< the line as typed
  bool ok = false;
  std::string code;               ///< if refused: a word of the wire or of this host
  std::string message;            ///< if refused: why; else a remark, or empty
  std::vector<std::string> page;  ///< the lines of `help` and `who`
  bool kept = true;               ///< false: done, and in force, but not kept by the server yet
};

class Display {
 public:
  Display() = default;
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;
  virtual ~Display() = default;

  virtual void connection(const ConnectionEvent& event) = 0;
  /// `before` is null for the first state.
  virtual void state(const stepback_state* before, const stepback_state& after, Instant now,
                     const Circumstances& circumstances) = 0;
  /// `state` holds the name of `event.from`.
  virtual void chat(const stepback_state& state, const ChatEvent& event) = 0;
  virtual void keyframe() = 0;
  /// `state` holds the name of `event.participant`.
  virtual void way_back(const stepback_state& state, const WayBackEvent& event) = 0;
  virtual void silence(const SilenceEvent& event) = 0;
  virtual void answer(const Answer& answer) = 0;
  /// A sentence from the host itself.
  virtual void note(const std::string& sentence) = 0;
  /// False once the output is closed (a broken pipe).
  virtual bool alive() const = 0;
  /// Whether a person reads what is written.
  virtual bool is_read() const { return false; }
};

/// Turns events into sentences; a subclass shows lines and pages.
class NarratingDisplay : public Display {
 public:
  void connection(const ConnectionEvent& event) override;
  void state(const stepback_state* before, const stepback_state& after, Instant now,
             const Circumstances& circumstances) override;
  void chat(const stepback_state& state, const ChatEvent& event) override;
  void keyframe() override {}
  /// Shows a person's own way back once: a later one leads to the same chair.
  void way_back(const stepback_state& state, const WayBackEvent& event) override;
  void silence(const SilenceEvent& event) override;
  void answer(const Answer& answer) override;
  void note(const std::string& sentence) override { line(sentence); }

 protected:
  virtual void line(const std::string& sentence) = 0;
  /// A line that asks for attention: a private signal.
  virtual void urgent_line(const std::string& sentence) { line(sentence); }
  /// A sentence, and the link that it ends with, which somebody wants to copy.
  virtual void link_line(const std::string& sentence, const std::string& link) {
    line(sentence + " " + link);
  }
  virtual void page(const std::vector<std::string>& lines) = 0;

 private:
  bool ever_connected_ = false;
  enum class Told { nothing, connecting, lost };  // about the connection, last
  Told told_ = Told::nothing;
  int failures_ = 0;         ///< failed attempts since the last connection
  std::string way_back_of_;  ///< the person's own id, once their way back was shown
};

/// Writes sentences, one on each line, to a descriptor that it does not own.
class TextDisplay final : public NarratingDisplay {
 public:
  explicit TextDisplay(int fd) : fd_{fd} {}
  bool alive() const override { return alive_; }
  bool is_read() const override;

 private:
  void line(const std::string& sentence) override;
  void page(const std::vector<std::string>& lines) override;

  int fd_;
  bool alive_ = true;
};

/// Writes JSON objects (json_events.hpp), one on each line, to a descriptor that it does not own.
class JsonDisplay final : public Display {
 public:
  explicit JsonDisplay(int fd) : fd_{fd} {}
  void connection(const ConnectionEvent& event) override;
  void state(const stepback_state* before, const stepback_state& after, Instant now,
             const Circumstances& circumstances) override;
  void chat(const stepback_state& state, const ChatEvent& event) override;
  void keyframe() override;
  void way_back(const stepback_state& state, const WayBackEvent& event) override;
  void silence(const SilenceEvent& event) override;
  void answer(const Answer& answer) override;
  void note(const std::string& sentence) override;
  bool alive() const override { return alive_; }

 private:
  void line(const std::string& json);

  int fd_;
  bool alive_ = true;
};

/// Writes all of `text`. Returns false if writing fails, as after the reader has closed.
bool write_all(int fd, std::string_view text);

}  // namespace stepback::cli
