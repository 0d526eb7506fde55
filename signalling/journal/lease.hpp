#pragma once

// Whether this server may act for its sessions. One server on its own always may. If several
// servers share a journal, each holds one lease for all of its own sessions, and each session
// belongs to one server at a time.

#include <functional>

namespace stepback::signalling {

/// Loop thread only. Fails closed: nothing is forwarded, decided or acknowledged unless may_act().
class Lease {
 public:
  using Lost = std::function<void()>;

  Lease() = default;
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  virtual ~Lease() = default;

  /// Whether this server may act now. Compares a fresh clock with the lease's end, so that a server
  /// that was stopped for a while does not go on by mistake. Called for each packet. May be true
  /// again after false, if the lease is renewed before anybody else took it.
  ///
  /// A journal reports no order as kept while this is false. It holds the answer back until the
  /// lease is renewed, or answers with a conflict.
  virtual bool may_act() const = 0;
  /// Sets the only function that is called when another server has this one's sessions, or may have
  /// them. It is called as a task of its own on the loop, and never again for the same loss.
  /// may_act() is false by then.
  virtual void on_lost(Lost lost) = 0;
};

/// The lease of a journal that no other server can use: it is valid as long as the process runs.
class SoleLease final : public Lease {
 public:
  bool may_act() const override { return true; }
  void on_lost(Lost /*lost*/) override {}
};

}  // namespace stepback::signalling
