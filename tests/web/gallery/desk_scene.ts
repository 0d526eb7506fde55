// What scenes around the circle share: the model, and the presses that open sheets and dialogs.

import type { Local } from '../../../plugin/web/src/ui/model.js';
import type { State } from '../../../plugin/web/src/wire/messages.js';
import { calm } from './people.js';
import type { Scene } from './scene.js';

/** The circle as the person at this page sees it. */
export function scene(state: State, local: Partial<Local> = {}, before?: Scene['before']): Scene {
  return {
    model: { screen: 'circle', state, local: calm(local), now: () => state.now },
    ...(before ? { before } : {}),
  };
}

/** Steps before the picture is taken. */
export type Opening = (view: HTMLElement) => Promise<void>;

/** Finds an element through the shadow roots. */
function find(root: Element | ShadowRoot, selector: string): HTMLElement | null {
  const found = root.querySelector<HTMLElement>(selector);
  if (found) return found;
  for (const each of root.querySelectorAll('*')) {
    const within = each.shadowRoot && find(each.shadowRoot, selector);
    if (within) return within;
  }
  return null;
}

const settled = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

/**
 * Presses each button in the element that the name before `>>` finds. On a phone the desk is a
 * sheet.
 */
export function press(...where: readonly string[]): Opening {
  return async (view) => {
    await settled();
    for (const each of where) {
      const [host = '', selector = ''] = each.split(' >> ');
      const element = view.shadowRoot && find(view.shadowRoot, host);
      if (element?.shadowRoot) find(element.shadowRoot, selector)?.click();
      await settled();
    }
  };
}
/** Opens the desk if it is a sheet. */
export const openDesk: Opening = press('stepback-in-session >> .desk-handle button');
/** Opens the desk, and then presses each button as `press` does. */
export const inDesk =
  (...where: readonly string[]): Opening =>
  async (view) => {
    await openDesk(view);
    await press(...where)(view);
  };
