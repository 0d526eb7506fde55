// The golden samples and schemas of protocol/, against which C++ and TypeScript are both tested.

import { readFileSync, readdirSync } from 'node:fs';

const protocol = new URL('../../../../protocol/wire/', import.meta.url);

/** A file of protocol/wire, as text. */
export function protocolFile(path: string): string {
  return readFileSync(new URL(path, protocol), 'utf8');
}

/** The path of a folder of protocol/wire. */
export function protocolFolder(path: string): string {
  return new URL(path, protocol).pathname;
}

/** Every golden message of one direction: its file's name and its one line. */
export function goldenMessages(direction: 'client' | 'server'): [name: string, text: string][] {
  const folder = `golden/messages/${direction}/`;
  return readdirSync(new URL(folder, protocol)).map((name) => [
    name,
    protocolFile(folder + name).replace(/\n$/, ''),
  ]);
}

/** Parses a document that is known to be good: a golden sample, or one that a test wrote itself. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- one cast, here
export function parsed<Document>(text: string): Document {
  return JSON.parse(text) as Document;
}

/** A text that is refused (protocol/wire/golden/README.md says what the members mean). */
export interface InvalidSample {
  why: string;
  text?: string;
  hex?: string;
  code: string;
  at: string;
}

export interface PacketSample {
  why: string;
  hex: string;
  canonical: boolean;
  packet: {
    payloadType: number;
    marker: boolean;
    sequence: number;
    timestamp: number;
    ssrc: number;
    audioLevel: { voice: boolean; minusDbov: number } | null;
    keyFrame: boolean | null;
    payload: string;
  };
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
