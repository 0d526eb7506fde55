// Links: the server's address, and in the fragment, which browsers send to nobody, what the link is
// for and its token.

/** Why a link leads nowhere. */
export type BadLink =
  /** It is no address of a web page. */
  | 'notAnAddress'
  /** The word is there, and no token behind it: cut short, or mangled on the way. */
  | 'noToken';

/** What a fragment is for. */
export type Fragment =
  | { kind: 'join' | 'coordinate'; token: string }
  /** Nothing of ours is in it. */
  | { kind: 'none' }
  | { kind: 'bad'; why: BadLink };

/** What a link is for; `server` is the server's base address, which ends with a slash. */
export type InviteLink =
  | { kind: 'join' | 'coordinate'; server: string; token: string }
  | { kind: 'none' }
  | { kind: 'bad'; why: BadLink };

/** The wire contract's bound. */
const longestToken = 4096;

/**
 * Reads `#join=TOKEN` or `#coordinate=TOKEN`, the number sign being optional. What mail programs put
 * behind a link (a bracket, a full stop) is passed over.
 */
export function readFragment(fragment: string): Fragment {
  const found = /^#?(join|coordinate)=(.*)$/s.exec(fragment.trim());
  if (!found) return { kind: 'none' };
  const kind = found[1] === 'join' ? 'join' : 'coordinate';
  // Three parts of base64url: a JSON Web Token (RFC 7519), whatever is in it.
  const token = /^([\w-]+\.[\w-]+\.[\w-]+)(?![\w-])[\s.,;:!?)\]}>"'»”’]*$/.exec(
    decoded(found[2] ?? ''),
  );
  if (!token?.[1] || token[1].length > longestToken) return { kind: 'bad', why: 'noToken' };
  return { kind, token: token[1] };
}

/** Reads a whole link. Never throws; nothing of the link is in what it says of a bad one. */
export function parseLink(link: string): InviteLink {
  const text = link.trim();
  if (text === '') return { kind: 'none' };
  const url = addressOf(text);
  if (url === null) return { kind: 'bad', why: 'notAnAddress' };
  const fragment = readFragment(url.hash);
  if (fragment.kind === 'none' || fragment.kind === 'bad') return fragment;
  return { ...fragment, server: new URL('.', `${url.origin}${url.pathname}`).href };
}

/** Where the server's WebSocket is: `ws` below its base address. */
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
