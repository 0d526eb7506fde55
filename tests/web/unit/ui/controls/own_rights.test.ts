import { describe, expect, it } from 'vitest';
import type { Local, Seated } from '../../../../../plugin/web/src/ui/model.js';
import {
  iListen,
  leavingOf,
  whyNot,
} from '../../../../../plugin/web/src/ui/controls/own_rights.js';
import type { State } from '../../../../../plugin/web/src/wire/messages.js';
import { calm, changed, group, listening, presenting, stateAt } from '../../../gallery/people.js';

const silent = { speak: false, show: false };
const seated = (state: State, local: Partial<Local> = {}): Seated => ({
  screen: 'circle',
  state,
  local: calm(local),
  now: () => state.now,
});
const farid = stateAt('discussion', 27, 'farid', { participants: listening(), may: silent });

describe('why something cannot be opened now', () => {
  it('is nothing where the right is there', () => {
    const model = seated(stateAt('opening', 2, 'ben'));
    for (const opens of ['microphone', 'camera', 'hand'] as const) {
      expect(whyNot(model, opens)).toBeNull();
    }
  });

  it('is the step back, for whoever has stepped back', () => {
    expect(iListen(farid)).toBe(true);
    expect(whyNot(seated(farid), 'microphone')).toBe('steppedBack');
    expect(whyNot(seated(farid), 'camera')).toBe('steppedBack');
  });

  it('is the presentation for members, whose cameras stay theirs', () => {
    const state = stateAt('presentation', 9, 'ben', {
      participants: presenting(),
      may: { speak: false },
    });
    expect(whyNot(seated(state), 'microphone')).toBe('presenting');
    expect(whyNot(seated(state), 'hand')).toBe('presenting');
    expect(whyNot(seated(state), 'camera')).toBeNull();
  });

  it('is that one observes', () => {
    const olga = stateAt('discussion', 27, 'olga', { participants: listening(), may: silent });
    expect(whyNot(seated(olga), 'microphone')).toBe('observer');
  });

  it('is the phase, where a template of a deployer’s own silences someone', () => {
    const ben = stateAt('closing', 58, 'ben', { may: silent });
    expect(whyNot(seated(ben), 'camera')).toBe('phase');
  });

  it('is a lost connection before all else', () => {
    expect(whyNot(seated(farid, { connection: 'lost' }), 'microphone')).toBe('lost');
  });

  it('is that one is not private, of microphone and camera', () => {
    const model = seated(stateAt('opening', 2, 'ben'), { privateNow: true });
    expect(whyNot(model, 'microphone')).toBe('private');
    expect(whyNot(model, 'camera')).toBe('private');
    expect(whyNot(model, 'hand')).toBeNull();
  });
});

describe('what leaving means', () => {
  it('keeps the chair of a member, and of whose case it is', () => {
    expect(leavingOf(stateAt('opening', 2, 'ben'))).toEqual({ kind: 'member' });
    expect(leavingOf(farid)).toEqual({ kind: 'presenter' });
  });

  it('leaves the lead to another leader, or says that there is none', () => {
    const may = { lead: true };
    expect(leavingOf(stateAt('opening', 2, 'okafor', { may }))).toEqual({
      kind: 'leader',
      name: 'Dr Lehto',
    });
    const alone = changed(group(), { lehto: { connected: false } });
    expect(leavingOf(stateAt('opening', 2, 'okafor', { may, participants: alone }))).toEqual({
      kind: 'onlyLeader',
    });
    expect(leavingOf(stateAt('debrief', 62, 'lehto', { may }))).toEqual({ kind: 'debrief' });
  });
});
