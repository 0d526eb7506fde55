// What a link's token says about its holder, for the arrival screen only: the name, and whether
// devices are left out for a silent observer. The server checks the signature; this page does not.

import type { Role } from '../wire/messages.js';

export interface Claims {
  /** The person's name in a personal link; null for a shared link. */
  name: string | null;
  role: Role | null;
}

const roles: readonly string[] = ['facilitator', 'coFacilitator', 'member', 'observer'];

/** Reads the payload of a JSON Web Token (RFC 7519) without checking it. Never throws. */
export function claimsOf(token: string): Claims {
  const nothing: Claims = { name: null, role: null };
  const payload = token.split('.')[1];
  if (payload === undefined) return nothing;
  try {
    const bytes = Uint8Array.from(
      atob(payload.replaceAll('-', '+').replaceAll('_', '/')),
      (letter) => letter.codePointAt(0) ?? 0,
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof claims !== 'object' || claims === null) return nothing;
    const name = 'name' in claims && typeof claims.name === 'string' ? claims.name : null;
    const role = 'role' in claims && typeof claims.role === 'string' ? claims.role : '';
    return { name, role: roles.includes(role) ? (role as Role) : null };
  } catch {
    return nothing;
  }
}
