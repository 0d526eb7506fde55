// The choice among a phase's prompts; pure. One is shown at a time. A dismissed prompt does not
// come back in the same phase.

/** An index into the phase's prompts, and the dismissed indices. */
export interface PromptChoice {
  at: number;
  dismissed: ReadonlySet<number>;
}

/** The choice at the beginning of a phase. */
export const firstPrompt: PromptChoice = { at: 0, dismissed: new Set() };

/** The prompt to show; null if none is left. */
export function shownPrompt(prompts: readonly string[], choice: PromptChoice): string | null {
  const at = nextFrom(prompts, choice, choice.at);
  return at === null ? null : (prompts[at] ?? null);
}

/** The choice of the next prompt that was not dismissed; the same one if there is no other. */
export function another(prompts: readonly string[], choice: PromptChoice): PromptChoice {
  const shown = nextFrom(prompts, choice, choice.at) ?? 0;
  return { ...choice, at: nextFrom(prompts, choice, shown + 1) ?? shown };
}

/** The choice after the shown prompt was dismissed. */
export function dismiss(prompts: readonly string[], choice: PromptChoice): PromptChoice {
  const shown = nextFrom(prompts, choice, choice.at);
  if (shown === null) return choice;
  const left = { at: shown, dismissed: new Set([...choice.dismissed, shown]) };
  return { ...left, at: nextFrom(prompts, left, shown + 1) ?? shown };
}

/** Whether there is another prompt than the one shown. */
export function hasAnother(prompts: readonly string[], choice: PromptChoice): boolean {
  return prompts.length - choice.dismissed.size > 1;
}

function nextFrom(
  prompts: readonly string[],
  { dismissed }: PromptChoice,
  from: number,
): number | null {
  for (let step = 0; step < prompts.length; step += 1) {
    const at = (from + step) % prompts.length;
    if (!dismissed.has(at)) return at;
  }
  return null;
}
