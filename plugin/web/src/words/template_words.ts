// A template has the language of its document. The shipped ones are English, and the catalogue has
// their words in every language. A deployer's own templates are shown as they are.

import { en } from './en/index.js';
import type { Words } from './words.js';

type Named = Readonly<Record<string, string>>;
type Described = Readonly<Record<string, { readonly title: string; readonly summary: string }>>;

/**
 * A phase's title in the person's language. A phase with a usual name but a title of its own keeps
 * that title.
 */
export function phaseTitle(words: Words, phase: { name: string; title: string }): string {
  const usual: Named = en.templates.phases;
  const spoken: Named = words.templates.phases;
  return same(usual[phase.name], phase.title) ? (spoken[phase.name] ?? phase.title) : phase.title;
}

/** The title of a phase of which only the name is known. */
export function phaseNamed(words: Words, name: string): string {
  const spoken: Named = words.templates.phases;
  return spoken[name] ?? name;
}

/** A template's title and summary, in the person's language if the template is a shipped one. */
export function templateWords(
  words: Words,
  template: { id: string; title: string; summary: string },
): { title: string; summary: string } {
  const usual: Described = en.templates.shipped;
  const spoken: Described = words.templates.shipped;
  const known = same(usual[template.id]?.title, template.title) ? spoken[template.id] : undefined;
  return known ?? { title: template.title, summary: template.summary };
}

/** A prompt for leaders, in the person's language if it is one of a shipped template. */
export function promptWords(words: Words, prompt: string): string {
  const spoken: Named = words.prompts;
  const found = Object.entries(en.prompts).find(([, usual]) => same(usual, prompt));
  return (found && spoken[found[0]]) ?? prompt;
}

/** Equal except for the kind of apostrophe. */
function same(ours: string | undefined, theirs: string): boolean {
  return ours?.replaceAll('’', "'") === theirs.replaceAll('’', "'");
}
