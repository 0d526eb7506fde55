#pragma once

// What the second form of the journal's tables added to the first (first_form.hpp): the ledger of
// its session, a mark of the time, and a signal. Every later program has to read it.

namespace stepback::signalling::journal::test {

// clang-format off
inline constexpr const char* kSecondForm = R"(
  CREATE TABLE signal (
    session INTEGER NOT NULL REFERENCES session (number) ON DELETE CASCADE, id TEXT NOT NULL,
    participant TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, times INTEGER NOT NULL,
    seen_by TEXT NOT NULL, PRIMARY KEY (session, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE clock (
    only INTEGER PRIMARY KEY CHECK (only = 1), boot TEXT NOT NULL, since_boot INTEGER NOT NULL,
    at INTEGER NOT NULL, doubted_until INTEGER
  ) STRICT;
  CREATE TABLE ledger (
    number INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL, session INTEGER NOT NULL,
    revision INTEGER NOT NULL, head BLOB NOT NULL, hash BLOB NOT NULL
  ) STRICT;
  INSERT INTO signal VALUES (1, 'Zo-signals', 'zoe', 'help', 1700000000002, 1, '[]');
  INSERT INTO clock VALUES (1, 'd3b0', 5000, 1700000000003, 86405000);
  INSERT INTO ledger VALUES (1, 1700000000001, 'created', 1, 0,
  x'0000000000000000000000000000000000000000000000000000000000000000',
  x'e60330647af4914ef891902231a43794e24b22c90c7194962f0041919af9ca15');
  INSERT INTO ledger VALUES (2, 1700000000002, 'kept', 1, 2,
  x'8a26cf41053b350e8b5254b8566854936c6d503616532e9c5a03f3b8ac54c8d3',
  x'23398a4d144e1a59798656ed9168b156844633bb345732cbd5bf0bd9d6f7dab2');
  PRAGMA user_version = 2;
)";
// clang-format on

inline constexpr const char* kSecondFormsHead =
    "23398a4d144e1a59798656ed9168b156844633bb345732cbd5bf0bd9d6f7dab2";

}  // namespace stepback::signalling::journal::test
