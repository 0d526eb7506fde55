#pragma once

// A journal as the first program with a journal wrote it: its tables and a session of two entries.
// Every later program has to read it.

namespace stepback::signalling::journal::test {

// clang-format off
inline constexpr const char* kFirstForm = R"(
  CREATE TABLE session (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL, ended_at INTEGER, revision INTEGER NOT NULL, head BLOB NOT NULL
  ) STRICT;
  CREATE TABLE entry (
    session INTEGER NOT NULL REFERENCES session (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL, at INTEGER NOT NULL, event TEXT NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY (session, revision)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 1;
)";

inline constexpr const char* kFirstSession =
  R"(INSERT INTO session VALUES (1, 'first', 1700000000001, 1700000000002, NULL, 2,
  x'8a26cf41053b350e8b5254b8566854936c6d503616532e9c5a03f3b8ac54c8d3');)"
  R"(INSERT INTO entry VALUES (1, 1, 1700000000001, ')"
  R"({"at":1700000000000,"id":"first","plan":{"cases":1,"id":"tiny","leastDiscussion":60000)"
  R"(,"length":300000,"phases":[{"end":{"after":300000,"from":"phaseStart"},"endsBy":"leade)"
  R"(r","name":"gathering","planned":300000,"prompts":["Listen."],"seats":{"coFacilitator":)"
  R"({"channel":"circle","chat":false,"hear":true,"show":true,"speak":true},"facilitator":{)"
  R"("channel":"circle","chat":false,"hear":true,"show":true,"speak":true},"member":{"chann)"
  R"(el":"circle","chat":false,"hear":true,"show":true,"speak":true},"observer":{"channel":)"
  R"("circle","chat":false,"hear":true,"show":true,"speak":true},"presenter":{"channel":"ci)"
  R"(rcle","chat":false,"hear":true,"show":true,"speak":true}},"steppedBackSeenBy":"nobody")"
  R"(,"title":"Gathering"},{"end":{"after":300000,"from":"phaseStart"},"endsBy":"leader","n)"
  R"(ame":"closing","planned":300000,"prompts":["Listen."],"seats":{"coFacilitator":{"chann)"
  R"(el":"circle","chat":false,"hear":true,"show":true,"speak":true},"facilitator":{"channe)"
  R"(l":"circle","chat":false,"hear":true,"show":true,"speak":true},"member":{"channel":"ci)"
  R"(rcle","chat":false,"hear":true,"show":true,"speak":true},"observer":{"channel":"circle)"
  R"(","chat":false,"hear":true,"show":true,"speak":true},"presenter":{"channel":"circle",")"
  R"(chat":false,"hear":true,"show":true,"speak":true}},"steppedBackSeenBy":"nobody","title)"
  R"(":"Closing"}],"summary":"Two phases.","title":"Tiny"},"title":"The first","type":"sess)"
  R"(ionCreated","version":1})"
  R"(', x'547ea892642f5efcf67adc5d5d00a6feb40779c3f1da5455028c316d5ec2e74a');)"
  R"(INSERT INTO entry VALUES (1, 2, 1700000000002, ')"
  R"({"name":"Zoë","named":true,"participant":"zoe","role":"member","ssrc":1,"type":"partic)"
  R"(ipantJoined","version":1})"
  R"(', x'8a26cf41053b350e8b5254b8566854936c6d503616532e9c5a03f3b8ac54c8d3');)";
// clang-format on

}  // namespace stepback::signalling::journal::test
