// What a sender is told about their own private signals.

import { describe, expect, it } from 'vitest';
import {
  fateOf,
  newestOwnSignal,
  ownSignalSentence,
  signalKinds,
} from '../../../../../plugin/web/src/ui/controls/own_signals.js';
import type { Seated } from '../../../../../plugin/web/src/ui/model.js';
import type { SignalRecord, State } from '../../../../../plugin/web/src/wire/messages.js';
import { en } from '../../../../../plugin/web/src/words/en/index.js';
import { calm, changed, listening, record, stateAt } from '../../../gallery/people.js';

const sentAt = 1_000_000;

function fate(signal: Partial<SignalRecord>, after = 0, leaders = true): string {
  const gone = leaders ? {} : { okafor: { connected: false }, lehto: { connected: false } };
  const participants = changed(listening(), gone);
  const state = stateAt('discussion', 27, 'farid', { participants });
  return fateOf(
    en,
    state,
    record({ from: 'farid', kind: 'pause', at: sentAt, ...signal }),
    sentAt + after,
  );
}

describe('the fate of one’s own signal', () => {
  const words = en.controls.signal.fate;

  it.each([
    ['unseen, at first', {}, 0, true, words.sent],
    ['unseen, just before five seconds', {}, 4999, true, words.sent],
    ['unseen for five seconds', {}, 5000, true, words.unseen],
    ['unseen, without a leader', {}, 0, false, words.noLeader],
    ['unseen for long, without a leader', {}, 60_000, false, words.noLeader],
    ['seen', { seenBy: ['okafor'] }, 0, true, 'Dr Okafor has seen it.'],
    ['seen long ago', { seenBy: ['okafor'] }, 60_000, true, 'Dr Okafor has seen it.'],
    ['seen by a leader who is away', { seenBy: ['okafor'] }, 0, false, 'Dr Okafor has seen it.'],
    ['seen by somebody who has left', { seenBy: ['nobody'] }, 0, true, 'A leader has seen it.'],
    ['done', { doneAt: sentAt + 1 }, 9000, true, words.done],
    ['done after it was seen', { seenBy: ['okafor'], doneAt: 1 }, 9000, true, words.done],
    ['done without a leader', { doneAt: 1 }, 9000, false, words.done],
  ])('%s', (_, signal, after, leaders, sentence) => {
    expect(fate(signal, after, leaders)).toBe(sentence);
  });
});

it('waits for a leader while none answers', () => {
  const silent = { okafor: { answers: false }, lehto: { answers: false } };
  const state = stateAt('discussion', 27, 'farid', { participants: changed(listening(), silent) });
  const sent = record({ from: 'farid', kind: 'pause', at: sentAt });
  expect(fateOf(en, state, sent, sentAt)).toBe(en.controls.signal.fate.noLeader);
});

describe('one’s own signals', () => {
  function seated(
    signals: SignalRecord[],
    sending: Seated['local']['signalSending'] = null,
  ): Seated {
    const state: State = stateAt('discussion', 27, 'farid', { participants: listening(), signals });
    return { screen: 'circle', state, local: calm({ signalSending: sending }), now: () => sentAt };
  }
  const pause = record({ id: 'n1', from: 'farid', kind: 'pause', at: sentAt - 9 });
  const help = record({ id: 'n2', from: 'farid', kind: 'help', at: sentAt - 8 });
  const others = record({ id: 'n3', from: 'hana', kind: 'tech', at: sentAt });

  it('are told of by the newest', () => {
    expect(newestOwnSignal(seated([help, pause, others]).state)).toBe(help);
    expect(newestOwnSignal(seated([others]).state)).toBeNull();
    expect(ownSignalSentence(en, seated([pause]))).toBe('“I need a pause”: Sent to the leaders.');
    expect(ownSignalSentence(en, seated([]))).toBeNull();
  });
  it('are on their way until the server has confirmed them', () => {
    expect(ownSignalSentence(en, seated([pause], 'tech'))).toBe(
      '“Something does not work”: On its way to the leaders …',
    );
  });
  it('have the wish to come back in while the server allows it', () => {
    const { state } = seated([]);
    expect(signalKinds(state)).not.toContain('comeBack');
    const may = { ...state.you.may, comeBack: true };
    expect(signalKinds({ ...state, you: { ...state.you, may } })[0]).toBe('comeBack');
  });
});
