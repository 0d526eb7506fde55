// The initials and the colour of a chair whose camera is closed.

const titles = new Set(['dr', 'prof', 'professor', 'doc', 'dos', 'tri', 'toht', 'mr', 'mrs', 'ms']);

/** At most two letters: the first of the first name and of the last, without titles. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s·,/]+/u).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const names = parts.filter((part) => !titles.has(part.toLowerCase().replaceAll('.', '')));
  const kept = names.length ? names : parts;
  const first = kept[0];
  const last = kept.length > 1 ? kept[kept.length - 1] : undefined;
  return [first, last].map((part) => letterOf(part ?? '')).join('');
}

function letterOf(part: string): string {
  return (/[\p{L}\p{N}]\p{M}*/u.exec(part)?.[0] ?? '').toLocaleUpperCase();
}

/** A hue in degrees, always the same for the same person. */
export function hueOf(id: string): number {
  // FNV-1a with mixed bits, so that similar identifiers get different colours.
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 360;
}
