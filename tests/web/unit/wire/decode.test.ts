import { describe, expect, it } from 'vitest';
import { decodeServerMessage } from '../../../../plugin/web/src/wire/decode.js';
import { type InvalidSample, goldenMessages, parsed, protocolFile } from './golden.js';

const serverMessages = goldenMessages('server');
const refusedMessages = parsed<InvalidSample[]>(
  protocolFile('golden/invalid/server-messages.json'),
);
const noMessages = parsed<InvalidSample[]>(protocolFile('golden/invalid/json.json'));

/** The message in a text that is one. */
function messageIn(text: string) {
  const decoded = decodeServerMessage(text);
  if (decoded.kind !== 'message') throw new Error(`${decoded.kind}: ${text}`);
  return decoded.message;
}

describe('a good message', () => {
  it.each(serverMessages)('%s is read, and written again gives the same bytes', (_, text) => {
    expect(JSON.stringify(messageIn(text))).toBe(text);
  });

  it.each(serverMessages)('%s may have grown members that are not known', (_, text) => {
    const grown = text
      .replace(/^\{/, '{"mood":{"weather":[1]},')
      .replaceAll('"hand":', '"chairColour":"blue","hand":')
      .replaceAll('"lead":', '"sing":true,"lead":');
    expect(JSON.stringify(messageIn(grown))).toBe(text);
  });

  it.each(serverMessages)(
    '%s without one of its members is refused, never thrown at',
    (_, text) => {
      const whole = parsed<Record<string, unknown>>(text);
      for (const name of Object.keys(whole)) {
        if (name === 'id' && whole['type'] === 'error') continue;
        if (name === 'signals') continue; // an earlier server has none
        if (name === 'kept') continue; // an ok says it only if its change is not kept
        expect(decodeServerMessage(JSON.stringify({ ...whole, [name]: undefined }))).toMatchObject({
          kind: 'badMessage',
          type: name === 'type' ? null : whole['type'],
          at: `/${name}`,
        });
      }
    },
  );
});

describe('a state of an earlier server', () => {
  it('is read, names no next step, and says of no phase what it means', () => {
    const text = goldenMessages('server').find(([name]) => name.includes('discussion-leader'))?.[1];
    const older = (text ?? '')
      .replace(/"next":\{[^}]*\},"appoints":null,?/, '')
      .replaceAll(/,"stepBack":\w+,"eachCase":\w+,"leadersOnly":\w+/g, '')
      .replace(/,"discussed":\w+,"over":\w+/, '')
      .replace('],}', ']}');
    for (const name of ['next', 'appoints', 'stepBack', 'eachCase', 'discussed', 'over']) {
      expect(older).not.toContain(`"${name}"`);
    }
    const state = messageIn(older);
    if (state.type !== 'state') throw new Error(state.type);
    expect(state.session.next).toBeUndefined();
    expect(state.session.appoints).toBeUndefined();
    expect(state.session.case).toEqual({ number: 1, of: 1, discussed: false, over: false });
    for (const phase of state.session.phases) {
      expect(phase).toMatchObject({ stepBack: false, eachCase: false, leadersOnly: false });
    }
  });
});

describe('changes that are not kept yet', () => {
  const named = (name: string): ReturnType<typeof messageIn> =>
    messageIn(serverMessages.find(([each]) => each.includes(name))?.[1] ?? '');

  it('are read with the trouble of the server', () => {
    const state = named('state-pending-leader');
    if (state.type !== 'state') throw new Error(state.type);
    expect(state.session.trouble).toBe('disk');
    expect(state.session.pending?.map(({ does }) => does)).toEqual(['stepBack', 'mute', 'lock']);
    expect(state.session.pending?.[0]).toMatchObject({ phase: 'discussion', participant: 'p3' });
  });

  it('are none in a state that does not name them', () => {
    const state = named('state-discussion-leader');
    if (state.type !== 'state') throw new Error(state.type);
    expect(state.session.pending).toBeUndefined();
    expect(state.session.trouble).toBeUndefined();
  });

  it('are granted by an ok that says so', () => {
    expect(named('ok-not-kept')).toEqual({ type: 'ok', id: 6, kept: false });
  });
});

describe('what leaders are told of each person', () => {
  const text = goldenMessages('server').find(([name]) => name.includes('who-is-this'))?.[1] ?? '';
  const personIn = (state: string, id: string) => {
    const message = messageIn(state);
    if (message.type !== 'state') throw new Error(message.type);
    return message.participants.find((each) => each.id === id);
  };

  it('is how they came, whom they could be, and what a leader may do', () => {
    expect(personIn(text, 'p7')).toMatchObject({ by: 'shared', could: ['p3'], can: ['remove'] });
    expect(personIn(text, 'p3')).toMatchObject({ by: 'shared', can: ['remove', 'wayBack'] });
    expect(personIn(text, 'p3')).not.toHaveProperty('could');
  });

  it('is missing where an earlier server does not say it, and for everybody else', () => {
    const older = text
      .replaceAll(/,"by":"\w+"/g, '')
      .replaceAll(/,"could":\[[^\]]*\]/g, '')
      .replaceAll(/,"can":\[[^\]]*\]/g, '');
    for (const name of ['by', 'could', 'can']) {
      expect(personIn(older, 'p7')).not.toHaveProperty(name);
    }
  });

  it('says whether the connections of leaders and the presenter answer', () => {
    const late = goldenMessages('server').find(([name]) => name.includes('late-start'))?.[1] ?? '';
    expect(personIn(late, 'p1')).toMatchObject({ answers: true });
    expect(personIn(late, 'p2')).toMatchObject({ answers: false });
    expect(personIn(late, 'p4')).not.toHaveProperty('answers');
  });

  it.each([
    ['"by":"shared","could"', '"by":"guess","could"', '/participants/4/by'],
    ['"could":["p3"]', '"could":"p3"', '/participants/4/could'],
    ['"could":["p3"]', '"could":[7]', '/participants/4/could/0'],
    ['"could":["p3"],"can":["remove"]', '"could":[],"can":["adopt"]', '/participants/4/can/0'],
    [
      '"could":["p3"],"can":["remove"]',
      '"could":[],"can":["remove","remove"]',
      '/participants/4/can/1',
    ],
  ])('is refused if it is wrong: %s', (right, wrong, at) => {
    expect(text).toContain(right);
    expect(decodeServerMessage(text.replace(right, wrong))).toMatchObject({
      kind: 'badMessage',
      type: 'state',
      at,
    });
  });
});

describe('a text that is no message', () => {
  it.each(refusedMessages.map((sample) => [sample.why, sample] as const))(
    '%s: says what is wrong, and where',
    (_, { text, code, at }) => {
      const decoded = decodeServerMessage(text ?? '');
      expect(decoded.kind).toBe(code);
      if (decoded.kind === 'badMessage') {
        expect(decoded.at).toBe(at);
        expect(decoded.error).toMatch(new RegExp(`^${at}: expected `));
      }
    },
  );

  it.each(noMessages.map((sample) => [sample.why, sample] as const))('%s', (_, { text, hex }) => {
    // A browser fails a connection whose text is not UTF-8. Node replaces the bad bytes.
    const given = text ?? Buffer.from(hex ?? '', 'hex').toString('utf8');
    expect(decodeServerMessage(given).kind).not.toBe('message');
  });

  it.each(serverMessages)('%s breaks off anywhere', (_, text) => {
    const step = Math.max(1, Math.floor(text.length / 100));
    for (let end = 0; end < text.length; end += step) {
      expect(decodeServerMessage(text.slice(0, end)).kind).toBe('badMessage');
    }
  });

  it('has half a character in a text for people', () => {
    const decoded = decodeServerMessage('{"type":"chat","from":"p1","text":"a\\ud83d"}');
    expect(decoded).toMatchObject({ kind: 'badMessage', at: '/text' });
  });

  it('counts characters as people do', () => {
    const chat = (text: string) =>
      decodeServerMessage(JSON.stringify({ type: 'chat', from: 'p1', text })).kind;
    expect(chat('😢'.repeat(2000))).toBe('message');
    expect(chat('😢'.repeat(2001))).toBe('badMessage');
  });
});

it('keeps the type of a message that a newer server may send', () => {
  expect(decodeServerMessage('{"type":"tea","cups":7}')).toEqual({
    kind: 'unknownType',
    type: 'tea',
  });
});

it('is not led astray by names that objects have of themselves', () => {
  expect(decodeServerMessage('{"type":"constructor"}').kind).toBe('unknownType');
  expect(decodeServerMessage('{"__proto__":{"type":"keyframe"}}').kind).toBe('badMessage');
});
