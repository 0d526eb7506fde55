import Ajv2020, { type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  type ClientMessage,
  encodeClientMessage,
} from '../../../../plugin/web/src/wire/messages.js';
import { goldenMessages, parsed, protocolFile } from './golden.js';

const schemaOfClient = schema('client');

function schema(name: 'client' | 'server'): ValidateFunction {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(parsed<AnySchemaObject>(protocolFile('schema/common.schema.json')));
  return ajv.compile(parsed<AnySchemaObject>(protocolFile(`schema/${name}.schema.json`)));
}

/** One of each: the record's type makes a message that was forgotten here break the build. */
const oneOfEach: { [Type in ClientMessage['type']]: Extract<ClientMessage, { type: Type }> } = {
  join: { type: 'join', token: 'header.claims.signature', name: 'Zoë Łukasiewicz 张' },
  leave: { type: 'leave' },
  publish: { type: 'publish', audio: true, video: false },
  hand: { type: 'hand', raised: true },
  chat: { type: 'chat', text: 'One moment,\nplease. 😢' },
  signal: { type: 'signal', kind: 'comeBack' },
  seen: { type: 'seen', signal: 'n1' },
  done: { type: 'done', signal: 'n1' },
  keyframe: { type: 'keyframe', ssrc: 4_294_967_295 },
  report: { type: 'report', received: 250, lost: 0, playing: true },
  ping: { type: 'ping', sent: 1_764_000_000_000 },
  admit: { type: 'admit', participant: 'p3', as: 'p2' },
  wayBack: { type: 'wayBack', participant: 'p3' },
  remove: { type: 'remove', participant: 'p3', closeLink: true },
  lock: { type: 'lock', on: true },
  appoint: { type: 'appoint', participant: 'p2' },
  advance: { type: 'advance', phase: 'discussion' },
  scheduleReturn: { type: 'scheduleReturn', at: 1_764_002_700_000 },
  mute: { type: 'mute', participant: 'p2' },
  handover: { type: 'handover', participant: 'p4' },
  takeLead: { type: 'takeLead' },
  records: { type: 'records', on: true },
};

describe('every message of a client', () => {
  it.each(Object.entries(oneOfEach))(
    '%s is as the schema has it, with a number too',
    (_, message) => {
      for (const each of [message, { ...message, id: 7 }]) {
        const document: unknown = JSON.parse(encodeClientMessage(each));
        expect(schemaOfClient(document), JSON.stringify(schemaOfClient.errors)).toBe(true);
        expect(document).toEqual(each);
      }
    },
  );

  it.each(goldenMessages('client'))('%s comes out as its golden bytes', (_, text) => {
    const message = parsed<ClientMessage>(text);
    expect(schemaOfClient(message)).toBe(true);
    expect(encodeClientMessage(message)).toBe(text);
    // The type and the number come first, in whatever order the members were given.
    const { type, ...members } = message;
    const turned = parsed<ClientMessage>(JSON.stringify({ ...members, type }));
    expect(encodeClientMessage(turned)).toBe(text);
  });
});

it('agrees with the schema on what the server sends', () => {
  const schemaOfServer = schema('server');
  for (const [, text] of goldenMessages('server')) {
    expect(schemaOfServer(JSON.parse(text)), JSON.stringify(schemaOfServer.errors)).toBe(true);
  }
});
