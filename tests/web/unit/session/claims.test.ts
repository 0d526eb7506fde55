import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../../../plugin/web/src/session/claims.js';

const token = (claims: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

describe('what a link says of its holder', () => {
  it('is a named person’s name and role, in any script', () => {
    expect(claimsOf(token({ name: 'Äijö Öhman ÿ 王', role: 'member' }))).toEqual({
      name: 'Äijö Öhman ÿ 王',
      role: 'member',
    });
  });

  it('is a role alone in a shared link', () => {
    expect(claimsOf(token({ role: 'observer' }))).toEqual({ name: null, role: 'observer' });
  });

  it.each([['no token'], ['a.b.c'], ['e30.bnVsbA.x'], [token([])], [token({ role: 7 })]])(
    'is nothing in %s',
    (text) => {
      expect(claimsOf(text)).toEqual({ name: null, role: null });
    },
  );
});
