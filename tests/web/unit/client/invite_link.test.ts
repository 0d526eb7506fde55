import { describe, expect, it } from 'vitest';
import {
  joinLink,
  parseLink,
  readFragment,
  seatFragment,
  webSocketAddress,
} from '../../../../plugin/web/src/client/invite_link.js';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzaWQiOiJhIn0.Zm9v-_';

describe('a link', () => {
  it('leads into a session', () => {
    expect(parseLink(`http://127.0.0.1:8080/#join=${token}`)).toEqual({
      kind: 'join',
      server: 'http://127.0.0.1:8080/',
      token,
    });
  });

  it('leads to the coordinator’s start', () => {
    expect(parseLink(`https://balint.example/#coordinate=${token}`)).toEqual({
      kind: 'coordinate',
      server: 'https://balint.example/',
      token,
    });
  });

  it.each([
    ['https://balint.example/groups/', 'https://balint.example/groups/'],
    ['https://balint.example/groups/index.html?lang=fi', 'https://balint.example/groups/'],
    ['https://balint.example', 'https://balint.example/'],
    ['https://someone:secret@balint.example/', 'https://balint.example/'],
  ])('%s has the base address %s', (address, server) => {
    expect(parseLink(`${address}#join=${token}`)).toMatchObject({ kind: 'join', server });
  });

  it.each(['', ' ', 'https://balint.example/', 'https://balint.example/#about'])(
    '%j is for nothing of ours',
    (text) => {
      expect(parseLink(text)).toEqual({ kind: 'none' });
    },
  );

  it.each([
    'nonsense',
    `#join=${token}`,
    `ftp://balint.example/#join=${token}`,
    'javascript:1#join=a',
  ])('%j is no address of a page', (text) => {
    expect(parseLink(text)).toEqual({ kind: 'bad', why: 'notAnAddress' });
  });

  it.each(['', 'a.b', 'a..c', `${token}.more`, `${token}<script>`, 'a'.repeat(5000), '%E0%A4%A'])(
    'with %j behind the word was cut short or mangled',
    (text) => {
      expect(parseLink(`https://balint.example/#join=${text}`)).toEqual({
        kind: 'bad',
        why: 'noToken',
      });
    },
  );

  it.each(['.', '>', ').', '”', ' ', '%20', '%0A'])('with %j behind it is still good', (text) => {
    expect(parseLink(`https://balint.example/#join=${token}${text}`)).toMatchObject({ token });
  });

  it('is not too long', () => {
    const long = `a.b.${'c'.repeat(4092)}`;
    expect(readFragment(`#join=${long}`)).toEqual({ kind: 'join', token: long });
    expect(readFragment(`#join=${long}c`)).toEqual({ kind: 'bad', why: 'noToken' });
  });
});

it('reads the name of a seat, which has no token in it', () => {
  const seat = '0123456789abcdef';
  expect(parseLink(`https://balint.example/${seatFragment(seat)}`)).toEqual({
    kind: 'seat',
    server: 'https://balint.example/',
    seat,
  });
  expect(readFragment('#seat=0123')).toEqual({ kind: 'none' });
});

it('reads a fragment with its number sign or without', () => {
  expect(readFragment(`#join=${token}`)).toEqual({ kind: 'join', token });
  expect(readFragment(`coordinate=${token}`)).toEqual({ kind: 'coordinate', token });
  expect(readFragment('')).toEqual({ kind: 'none' });
});

describe('a link that this page makes', () => {
  it.each(['https://balint.example/', 'http://127.0.0.1:8080/', 'https://balint.example/groups/'])(
    'at %s is read again as the same',
    (server) => {
      const link = joinLink(server, token);
      expect(link).toBe(`${server}#join=${token}`);
      expect(parseLink(link)).toEqual({ kind: 'join', server, token });
    },
  );
});

describe('the WebSocket', () => {
  it.each([
    ['http://127.0.0.1:8080/', 'ws://127.0.0.1:8080/ws'],
    ['https://balint.example/', 'wss://balint.example/ws'],
    ['https://balint.example/groups/', 'wss://balint.example/groups/ws'],
  ])('of %s is at %s', (server, address) => {
    expect(webSocketAddress(server)).toBe(address);
  });
});
