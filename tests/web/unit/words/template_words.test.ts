import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  phaseNamed,
  phaseTitle,
  promptWords,
  templateWords,
} from '../../../../plugin/web/src/words/template_words.js';
import { languages } from '../../../../plugin/web/src/words/words.js';

interface Shipped {
  id: string;
  title: string;
  summary: string;
  phases: { name: string; title: string; prompts: string[] }[];
}
const folder = new URL('../../../../protocol/template/shipped/', import.meta.url);
const shipped = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Shipped);

describe.each(shipped)('the template $id that comes with the server', (template) => {
  it('is described in Finnish', () => {
    const words = templateWords(languages.fi, template);
    expect(words.title).not.toBe(template.title);
    expect(words.summary).not.toBe(template.summary);
  });

  it('has its phases named in Finnish', () => {
    for (const phase of template.phases) {
      expect(phaseTitle(languages.fi, phase)).not.toBe(phase.title);
    }
  });

  it('has its prompts in Finnish', () => {
    for (const prompt of template.phases.flatMap(({ prompts }) => prompts)) {
      expect(promptWords(languages.fi, prompt)).not.toBe(prompt);
      expect(promptWords(languages.en, prompt)).toBe(prompt.replaceAll("'", '’'));
    }
  });
});

describe('a template of the deployer', () => {
  it('keeps its own words', () => {
    const own = { id: 'ours', title: 'Unsere Stunde', summary: 'Wie wir es halten.' };
    expect(templateWords(languages.fi, own)).toEqual({ title: own.title, summary: own.summary });
    expect(promptWords(languages.fi, 'Und jetzt?')).toBe('Und jetzt?');
  });

  it('keeps its own title for a phase that is named as usual', () => {
    const phase = { name: 'discussion', title: 'The group thinks' };
    expect(phaseTitle(languages.fi, phase)).toBe('The group thinks');
  });

  it('keeps its own title even under an id that comes with the server', () => {
    const own = { id: 'cmh-60', title: 'Our hour', summary: 'Ours.' };
    expect(templateWords(languages.fi, own).title).toBe('Our hour');
  });
});

describe('phaseNamed', () => {
  it('knows the usual phases, and says any other as it is', () => {
    expect(phaseNamed(languages.fi, 'discussion')).toBe('Keskustelu');
    expect(phaseNamed(languages.fi, 'tea')).toBe('tea');
  });
});
