// The scripts of protocol/wire/behaviour (its README says what the steps mean), and the comparison
// of what a client did with what it had to do.

import { readdirSync } from 'node:fs';
import { parsed, protocolFile, protocolFolder } from '../../wire/golden.js';

/** Changes of the state that the server sends. */
export interface StateChanges {
  me?: { audio?: boolean; video?: boolean };
  may?: object;
  session?: object;
}

/**
 * An act of the person. `pressesMicrophone` and `pressesCamera` open that device with true, and
 * close it with false.
 */
export type PersonDoes =
  'joins' | 'leaves' | 'opensDevices' | { pressesMicrophone: boolean } | { pressesCamera: boolean };

export type Expected =
  string | { sends: { type: string } } | { tells: string; code?: string; state?: object };

export type Step =
  | { at: number; person: PersonDoes }
  | { at: number; network: 'opens' | 'breaks' | 'fallsSilent' }
  | { at: number; seats: StateChanges }
  | { at: number; state: StateChanges }
  | { at: number; server: object }
  | { at: number; text: string }
  | { at: number; grants: 'leave' | 'publish' }
  | { at: number; refuses: 'join' | 'leave' | 'publish'; code: string }
  | { between: [number, number]; client: Expected[]; screen?: true };

export interface Script {
  title: string;
  begins: 'idle' | 'joined' | 'open';
  steps: Step[];
}

/** Something that a client did. `what` is the type of a message, or the word that was told. */
export interface Act {
  at: number;
  act: string;
  what: string | null;
  detail: unknown;
}

/** The scripts of each file of the folder, by the file's name. */
export function everyScript(): [file: string, scripts: Script[]][] {
  return readdirSync(protocolFolder('behaviour/'))
    .filter((name) => name.endsWith('.json') && name !== 'timings.json')
    .map((name) => [
      name,
      parsed<{ scripts: Script[] }>(protocolFile(`behaviour/${name}`)).scripts,
    ]);
}

/**
 * The differences between what a client did and what it had to do between two times; empty if there
 * is none. Devices and connections have an order, and so have devices and what is said or told.
 */
export function differences(
  acts: readonly Act[],
  expected: readonly Expected[],
  between: readonly [number, number],
): string[] {
  const wanted = expected.map(wantedOf).filter(({ act }) => act !== 'staysAway');
  const ofKinds = (...kinds: Kind[]): string[] =>
    compare(
      acts.filter(({ act }) => kinds.includes(kindOf(act))),
      wanted.filter(({ act }) => kinds.includes(kindOf(act))),
      between,
    );
  return [
    ...ofKinds('device', 'connection'),
    ...ofKinds('device', 'tells'),
    ...ofKinds('device', 'sends'),
  ];
}

type Kind = 'device' | 'connection' | 'tells' | 'sends';
type Wanted = Omit<Act, 'at'>;

function kindOf(act: string): Kind {
  if (act === 'tells' || act === 'sends') return act;
  return act === 'connects' || act === 'closesConnection' ? 'connection' : 'device';
}

function wantedOf(expected: Expected): Wanted {
  if (typeof expected === 'string') return { act: expected, what: null, detail: null };
  if ('sends' in expected) {
    return { act: 'sends', what: expected.sends.type, detail: expected.sends };
  }
  const { tells, code, state } = expected;
  return { act: 'tells', what: tells, detail: code ?? state ?? null };
}

// A message or a report may hold more than is wanted; nothing else may.
function compare(
  acts: readonly Act[],
  wanted: readonly Wanted[],
  [from, to]: readonly [number, number],
): string[] {
  const faults: string[] = [];
  const left = [...wanted];
  for (const act of acts) {
    const next = left[0];
    const matches = next?.act === act.act && next.what === act.what && act.at >= from;
    if (matches && act.at <= to && contains(act.detail, next.detail)) left.shift();
    else if (act.act !== 'tells' && act.act !== 'sends') {
      faults.push(`at ${act.at} the client ${act.act}; expected ${shown(next)}`);
    }
  }
  return [...faults, ...left.map((each) => `missing from ${from} to ${to}: ${shown(each)}`)];
}

/** Whether a value has everything that is wanted: objects may have more members. */
function contains(value: unknown, wanted: unknown): boolean {
  if (wanted === null) return true;
  if (typeof wanted !== 'object') return value === wanted;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(value) || value.length !== wanted.length)) {
    return false;
  }
  const members = new Map<string, unknown>(Object.entries(value));
  return Object.entries(wanted).every(([name, each]: [string, unknown]) =>
    each === null ? members.get(name) === null : contains(members.get(name), each),
  );
}

const shown = (wanted: Wanted | undefined): string =>
  wanted === undefined ? 'nothing' : JSON.stringify(wanted);
