// Invite links. A link is the server's address with a fragment, which browsers never send. The
// fragment says what the link is for and holds the token. A page whose person is in has the name of
// their seat in its address instead, because a browser keeps addresses and copies them to other
// devices.

/** Why a link cannot be used. */
export type BadLink =
  /** The text is no http or https address. */
  | 'notAnAddress'
  /** The fragment has the word but no usable token: the link was cut or mangled on the way. */
  | 'noToken';

/** The content of a fragment. */
export type Fragment =
  | { kind: 'join' | 'coordinate'; token: string }
  /** The seat that this tab has (ResumeMemory). The name leads nowhere from another tab. */
  | { kind: 'seat'; seat: string }
  /** The fragment has no word of ours. */
  | { kind: 'none' }
  | { kind: 'bad'; why: BadLink };

/** The content of a whole link. `server` is the server's base address, which ends with a slash. */
export type InviteLink =
  | { kind: 'join'; server: string; token: string }
  | { kind: 'coordinate'; server: string; token: string }
  | { kind: 'seat'; server: string; seat: string }
  | { kind: 'none' }
  | { kind: 'bad'; why: BadLink };

/** The longest token of the wire contract, in characters. */
const longestToken = 4096;

/** The fragment for an address of a page whose person has this seat. */
export function seatFragment(seat: string): string {
  return `#seat=${seat}`;
}

/**
 * Reads `#join=TOKEN`, `#coordinate=TOKEN` or `#seat=NAME`; the number sign is optional. Skips
 * characters that mail programs add after a link, such as a bracket or a full stop.
 */
export function readFragment(fragment: string): Fragment {
  const seat = /^#?seat=([0-9a-f]{16})$/.exec(fragment.trim())?.[1];
  if (seat) return { kind: 'seat', seat };
  const found = /^#?(join|coordinate)=(.*)$/s.exec(fragment.trim());
  if (!found) return { kind: 'none' };
  const kind = found[1] === 'join' ? 'join' : 'coordinate';
  // A JSON Web Token has three parts of base64url (RFC 7519). Their content is not checked here.
  const token = /^([\w-]+\.[\w-]+\.[\w-]+)(?![\w-])[\s.,;:!?)\]}>"'»”’]*$/.exec(
    decoded(found[2] ?? ''),
  );
  if (!token?.[1] || token[1].length > longestToken) return { kind: 'bad', why: 'noToken' };
  return { kind, token: token[1] };
}

/** Reads a whole link. Never throws. The result for a bad link contains nothing of its text. */
export function parseLink(link: string): InviteLink {
  const text = link.trim();
  if (text === '') return { kind: 'none' };
  const url = addressOf(text);
  if (url === null) return { kind: 'bad', why: 'notAnAddress' };
  const fragment = readFragment(url.hash);
  if (fragment.kind === 'none' || fragment.kind === 'bad') return fragment;
  return { ...fragment, server: new URL('.', `${url.origin}${url.pathname}`).href };
}

/** The link by which the holder of this token joins. `server`: the server's base address. */
export function joinLink(server: string, token: string): string {
  return new URL(`#join=${token}`, server).href;
}

/** The address of the server's WebSocket: `ws` below its base address. */
export function webSocketAddress(server: string): string {
  const url = new URL('ws', server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

function addressOf(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
