// A catalogue as a flat list, for checks from outside.

export type Leaf = string | ((...given: number[]) => string);

/** Each word and sentence by its path, e.g. `arrive.title`, in alphabetical order. */
export function leavesOf(words: object): Map<string, Leaf> {
  const found: [string, Leaf][] = [];
  collect(words, [], found);
  return new Map(found.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function collect(part: object, path: readonly string[], found: [string, Leaf][]): void {
  for (const [name, value] of Object.entries(part) as [string, unknown][]) {
    const here = [...path, name];
    if (typeof value === 'object' && value !== null) collect(value, here, found);
    else found.push([here.join('.'), value as Leaf]);
  }
}

/** The text as it is shown. A sentence is given 41, 42, … for its names and numbers. */
export function said(leaf: Leaf): string {
  if (typeof leaf === 'string') return leaf;
  return leaf(...Array.from({ length: leaf.length }, (_, index) => 41 + index));
}
