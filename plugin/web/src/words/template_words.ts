// Templates speak the language of their document. Those that come with the server speak English, and
// the catalogue has their words in every language; a deployer's own are shown as they are.

import { en } from './en/index.js';
import type { Words } from './words.js';

type Named = Readonly<Record<string, string>>;
type Described = Readonly<Record<string, { readonly title: string; readonly summary: string }>>;

/**
 * A phase's title in the person's language. A phase that is named as usual but has a title of its
 * own keeps that title.
 */
export function phaseTitle(words: Words, phase: { name: string; title: string }): string {
  const usual: Named = en.templates.phases;
  const spoken: Named = words.templates.phases;
  return same(usual[phase.name], phase.title) ? (spoken[phase.name] ?? phase.title) : phase.title;
}

/** A phase of which nothing but the name is known. */
export function phaseNamed(words: Words, name: string): string {
  const spoken: Named = words.templates.phases;
  return spoken[name] ?? name;
}

/** A template's title and what it is for, in the person's language if it came with the server. */
export function templateWords(
  words: Words,
  template: { id: string; title: string; summary: string },
): { title: string; summary: string } {
  const usual: Described = en.templates.shipped;
  const spoken: Described = words.templates.shipped;
  const known = same(usual[template.id]?.title, template.title) ? spoken[template.id] : undefined;
  return known ?? { title: template.title, summary: template.summary };
}

/** A prompt for leaders, in the person's language if a shipped template offers it. */
export function promptWords(words: Words, prompt: string): string {
  const spoken: Named = words.prompts;
  const found = Object.entries(en.prompts).find(([, usual]) => same(usual, prompt));
  return (found && spoken[found[0]]) ?? prompt;
}

/** Apart from how an apostrophe is set. */
function same(ours: string | undefined, theirs: string): boolean {
  return ours?.replaceAll('’', "'") === theirs.replaceAll('’', "'");
}
