// The private signals on the leaders' desk.

import { describe, expect, it } from 'vitest';
import {
  invitesBack,
  openSignals,
  signalSentence,
} from '../../../../../plugin/web/src/ui/desk/open_signals.js';
import { en } from '../../../../../plugin/web/src/words/en/index.js';
import { listening, record, stateAt } from '../../../gallery/people.js';

const comeBack = record({ id: 'n1', from: 'farid', kind: 'comeBack', at: 1 });
const tech = record({ id: 'n2', from: 'hana', kind: 'tech', at: 2 });
const own = record({ id: 'n3', from: 'okafor', kind: 'help', at: 3 });
const done = record({ id: 'n4', from: 'hana', kind: 'pause', at: 4, doneAt: 5 });
const signals = [comeBack, tech, own, done];

describe('the open signals', () => {
  it('are those of others, in the order of the server', () => {
    const may = { lead: true };
    const state = stateAt('discussion', 27, 'okafor', { participants: listening(), may, signals });
    expect(openSignals(state)).toEqual([comeBack, tech]);
  });
  it('are nothing for people who do not lead', () => {
    const state = stateAt('discussion', 27, 'hana', { participants: listening(), signals: [tech] });
    expect(openSignals(state)).toEqual([]);
  });
  it('name their sender, who may have left', () => {
    const state = stateAt('discussion', 27, 'okafor', { participants: listening() });
    expect(signalSentence(en, state, comeBack)).toBe('Farid would like to come back in');
    expect(signalSentence(en, state, { ...tech, from: 'nobody' })).toContain(
      en.leader.signals.someone,
    );
  });
  it('offer the invitation only if it is the next step', () => {
    const state = stateAt('discussion', 27, 'okafor', { participants: listening() });
    const next = {
      phase: 'return',
      title: null,
      does: 'invite' as const,
      presenter: 'farid',
      needsPresenter: false,
      sure: null,
    };
    const at = (does: 'invite' | 'stepBack') => ({
      ...state,
      session: { ...state.session, next: { ...next, does } },
    });
    expect(invitesBack(at('invite'), comeBack)).toBe('return');
    expect(invitesBack(at('stepBack'), comeBack)).toBeNull();
    expect(invitesBack(at('invite'), tech)).toBeNull();
  });
});
