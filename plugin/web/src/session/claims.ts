// Reads from a link's token the name and the role of its holder. The arrival screen alone uses
// them: it shows the name, and leaves devices out for a silent observer. The server checks the
// signature; this page does not.

import { vocabulary } from '../wire/generated/values.js';
import type { Role } from '../wire/messages.js';

export interface Claims {
  /** The person's name in a personal link; null for a shared link. */
  name: string | null;
  role: Role | null;
}

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
    const said = 'role' in claims ? claims.role : null;
    return { name, role: vocabulary.role.find((role) => role === said) ?? null };
  } catch {
    return nothing;
  }
}
