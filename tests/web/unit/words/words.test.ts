import { describe, expect, it } from 'vitest';
import { languageFor, languages, wordsFor } from '../../../../plugin/web/src/words/words.js';
import { type Leaf, leavesOf, said } from './leaves.js';

const english = leavesOf(languages.en);
const others = Object.entries(languages).filter(([tag]) => tag !== 'en');

/** Figures and units may be the same in several languages; words hardly are. */
const word = /\p{L}{4,}/u;

describe.each(Object.entries(languages))('the words in %s', (tag, words) => {
  const leaves = leavesOf(words);

  it('are the same as in every other language', () => {
    expect([...leaves.keys()]).toEqual([...english.keys()]);
  });

  it('are never empty, nor do they begin or end with a blank', () => {
    for (const [where, leaf] of leaves) {
      const text = said(leaf);
      expect(text, where).toBe(text.trim());
      expect(text, where).not.toBe('');
    }
  });

  it('say nothing that a program says by accident', () => {
    for (const [where, leaf] of leaves) {
      expect(said(leaf), where).not.toMatch(/\bundefined\b|\bnull\b|\bNaN\b|\[object|\$\{/);
    }
  });

  it('have a name for themselves, and a tag that the browser knows', () => {
    expect(words.name).not.toBe('');
    expect(Intl.DateTimeFormat.supportedLocalesOf(words.tag)).toEqual([words.tag]);
    expect(words.tag.split('-')[0]).toBe(tag);
  });

  it('use the quotation marks and apostrophes of print', () => {
    for (const [where, leaf] of leaves) expect(said(leaf), where).not.toMatch(/["']/);
  });
});

describe.each(others)('the words in %s beside the English', (_tag, words) => {
  const leaves = leavesOf(words);

  it('are sentences exactly where the English are, about the same names and numbers', () => {
    for (const [where, leaf] of leaves) {
      const model = english.get(where);
      expect(typeof leaf, where).toBe(typeof model);
      expect(mentioned(leaf), where).toEqual(mentioned(model));
    }
  });

  it('were translated', () => {
    for (const [where, leaf] of leaves) {
      if (!word.test(said(leaf)) || where === 'tag') continue;
      const model = english.get(where);
      expect(said(leaf), where).not.toBe(model === undefined ? '' : said(model));
    }
  });
});

describe('the Finnish words', () => {
  it('have no English left in them', () => {
    for (const [where, leaf] of leavesOf(languages.fi)) {
      expect(said(leaf), where).not.toMatch(/\b(the|you|your|and|is|are|of|with|this|not)\b/i);
    }
  });
});

describe('languageFor', () => {
  it('takes the dearest wish that there is', () => {
    expect(languageFor(['sv', 'fi-FI', 'en'])).toBe('fi');
    expect(languageFor(['EN-us', 'fi'])).toBe('en');
  });

  it('speaks English to everyone else', () => {
    expect(languageFor(['sv', 'de-AT'])).toBe('en');
    expect(languageFor([])).toBe('en');
    expect(wordsFor(languageFor(['']))).toBe(languages.en);
  });
});

/** The parameters of a sentence that appear in its text, as one truth value each. */
function mentioned(leaf: Leaf | undefined): boolean[] {
  if (typeof leaf !== 'function') return [];
  const text = said(leaf);
  return Array.from({ length: leaf.length }, (_, index) => text.includes(String(41 + index)));
}
