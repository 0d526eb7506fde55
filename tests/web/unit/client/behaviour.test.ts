// The scripts of protocol/wire/behaviour, which the native client plays too.

import { describe, expect, it } from 'vitest';
import { type Script, type Step, differences, everyScript } from './support/script.js';
import { ScriptedClient } from './support/scripted_client.js';

async function play({ begins, steps }: Script): Promise<void> {
  const client = new ScriptedClient();
  await client.begin(begins);
  for (const step of steps) {
    if ('between' in step) {
      await client.advance(step.between[1]);
      const acts = client.acts.splice(0);
      expect(differences(acts, step.client, step.between), JSON.stringify(step)).toEqual([]);
      if (step.client.includes('staysAway')) expect(client.connected).toBe(false);
    } else {
      await client.advance(step.at);
      await happen(client, step);
    }
  }
  expect(differences(client.acts, [], [0, client.now])).toEqual([]);
}

async function happen(
  client: ScriptedClient,
  step: Exclude<Step, { between: unknown }>,
): Promise<void> {
  if ('person' in step) return client.person(step.person);
  if ('network' in step) return client.network(step.network);
  if ('seats' in step) return client.seats(step.seats);
  if ('state' in step) return client.state(step.state);
  if ('server' in step) return client.says(JSON.stringify(step.server));
  if ('text' in step) return client.says(step.text);
  if ('grants' in step) return client.answers(step.grants, null);
  return client.answers(step.refuses, step.code);
}

describe.each(everyScript())('%s', (_, scripts) => {
  it.each(scripts.map((script) => [script.title, script] as const))('%s', (_, script) =>
    play(script),
  );
});

describe('the comparison of acts', () => {
  const act = (at: number, name: string, what: string | null = null, detail: unknown = null) => ({
    at,
    act: name,
    what,
    detail,
  });

  it('finds what is missing, too early, too late, too much or in another order', () => {
    const closes = [act(5, 'closesMicrophone'), act(5, 'closesConnection')];
    const wanted = ['closesMicrophone', 'closesConnection'];
    expect(differences(closes, wanted, [5, 5])).toEqual([]);
    expect(differences(closes.slice(1), wanted, [5, 5])).not.toEqual([]);
    expect(differences(closes, wanted, [6, 9])).not.toEqual([]);
    expect(differences(closes, wanted, [0, 4])).not.toEqual([]);
    expect(differences(closes, ['closesMicrophone'], [5, 5])).not.toEqual([]);
    expect(differences([...closes].reverse(), wanted, [5, 5])).not.toEqual([]);
  });

  it('asks for what is told after a device has closed, and looks inside', () => {
    const told = [act(1, 'closesCamera'), act(1, 'tells', 'over', 'left')];
    const wanted = ['closesCamera', { tells: 'over', code: 'left' }];
    expect(differences(told, wanted, [1, 1])).toEqual([]);
    expect(differences([...told].reverse(), wanted, [1, 1])).not.toEqual([]);
    expect(
      differences(told, ['closesCamera', { tells: 'over', code: 'full' }], [1, 1]),
    ).not.toEqual([]);
    const state = [act(1, 'tells', 'state', { next: null, case: { number: 1 } })];
    expect(differences(state, [{ tells: 'state', state: { next: null } }], [1, 1])).toEqual([]);
    expect(
      differences(state, [{ tells: 'state', state: { case: { number: 2 } } }], [1, 1]),
    ).toHaveLength(1);
  });
});
