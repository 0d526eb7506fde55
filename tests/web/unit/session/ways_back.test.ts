import { beforeEach, describe, expect, it } from 'vitest';
import { WaysBack } from '../../../../plugin/web/src/session/ways_back.js';
import type { State } from '../../../../plugin/web/src/wire/messages.js';
import { AClient } from '../client/support/a_client.js';
import { aState } from '../client/support/fake_network.js';

const server = 'https://balint.example/groups/';
const token = 'way.back.token';
const link = `${server}#join=${token}`;

let person: AClient;
let ways: WaysBack;
let changes: number;

/** The golden state, in which the person at this page presents or does not. */
function stateOf(presents: boolean): State {
  const state = aState();
  const participants = state.participants.map((each) =>
    each.id === state.you.id ? { ...each, seat: presents ? 'presenter' : 'member' } : each,
  );
  return { ...state, participants: participants as State['participants'] };
}

const me = aState().you.id;
const tomorrow = (): number => person.client.now() + 86_400_000;
const comes = (participant: string, expires = tomorrow()): void =>
  person.socket.says({ type: 'wayBack', participant, token, expires });

beforeEach(() => {
  person = AClient.seated();
  changes = 0;
  ways = new WaysBack(person.client, server, () => (changes += 1));
});

describe('a link back', () => {
  it('is made of the server’s address and the token, and told as a change', async () => {
    comes('p3');
    expect(changes).toBe(1);
    expect(await ways.linkOf('p3')).toBe(link);
    expect(person.socket.count('wayBack')).toBe(0);
  });

  it('is asked for if it has not come, once', async () => {
    const asked = ways.linkOf('p3');
    expect(person.socket.last('wayBack').participant).toBe('p3');
    comes('p3');
    person.socket.grants('wayBack');
    expect(await asked).toBe(link);
    expect(await ways.linkOf('p3')).toBe(link);
    expect(person.socket.count('wayBack')).toBe(1);
  });

  it('is asked for again after it has expired', () => {
    comes('p3', person.client.now());
    void ways.linkOf('p3');
    expect(person.socket.count('wayBack')).toBe(1);
  });

  it('that the server refuses is not given', async () => {
    const asked = ways.linkOf('p3');
    person.socket.refuses('wayBack', 'notPermitted');
    await expect(asked).rejects.toMatchObject({ code: 'notPermitted' });
  });
});

describe('one’s own way back', () => {
  it('is offered to the presenter who has a link, and to nobody else', () => {
    expect(ways.isOffered(stateOf(true))).toBe(false);
    comes('somebody');
    expect(ways.isOffered(stateOf(true))).toBe(false);
    comes(me);
    expect(ways.isOffered(stateOf(true))).toBe(true);
    expect(ways.isOffered(stateOf(false))).toBe(false);
  });

  it('is not offered any more when the step back is over', () => {
    comes(me);
    const { session, ...state } = stateOf(true);
    const returned = { ...session, case: { ...session.case, over: true } };
    expect(ways.isOffered({ ...state, session: returned })).toBe(false);
  });

  it('is offered until it was dismissed, and again to a presenter who is named anew', () => {
    comes(me);
    ways.dismiss();
    expect(changes).toBe(2);
    expect(ways.isOffered(stateOf(true))).toBe(false);
    comes(me); // after a reconnect
    person.socket.says(stateOf(true));
    expect(ways.isOffered(stateOf(true))).toBe(false);
    person.socket.says(stateOf(false));
    expect(ways.isOffered(stateOf(true))).toBe(true);
  });
});
