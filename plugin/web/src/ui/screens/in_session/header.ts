// The header of this screen: session and phase, the number of people, and what can be hidden.

import { html, nothing, type TemplateResult } from 'lit';
import { phaseTitle } from '../../../words/template_words.js';
import type { Words } from '../../../words/words.js';
import { chatIcon, clockIcon, clockOffIcon, peopleIcon } from '../../icons.js';
import type { Seated } from '../../model.js';
import { hereOf } from './rules.js';

/** The screen's state and actions for its header. */
export interface HeaderPlace {
  wide: boolean;
  chat: { shown: boolean; unread: boolean; toggle: () => void };
  showRoster: () => void;
  hideClock: (on: boolean) => void;
}

export function inSessionHeader(model: Seated, words: Words, place: HeaderPlace): TemplateResult {
  const { session, you } = model.state;
  const { clock } = words.circle;
  const { number, of } = session.case;
  const title = phaseTitle(words, session.phase);
  const many = session.begunAt !== null && Math.max(number, of) > 1;
  return html`<header part="header">
    <div class="titles">
      <h1>${session.title}</h1>
      <p class="phase">
        ${many ? `${title} · ${clock.case(number, Math.max(number, of))}` : title}
      </p>
    </div>
    ${you.may.chat ? chatButton(words, place) : nothing} ${rosterButton(model, words, place)}
    ${clockButton(model, words, place)}
  </header>`;
}

function chatButton(words: Words, { wide, chat }: HeaderPlace): TemplateResult {
  const { inSession } = words.circle;
  const label = chat.shown ? inSession.hideChat : inSession.chat;
  return html`<button
    class="button pill chat-button ${wide ? '' : 'bare'} ${chat.unread ? 'new' : ''}"
    aria-label=${chat.unread ? inSession.chatNew : label}
    aria-expanded=${chat.shown ? 'true' : 'false'}
    @click=${chat.toggle}
  >
    ${chatIcon}${wide ? html`<span>${label}</span>` : nothing}
  </button>`;
}

function rosterButton(model: Seated, words: Words, place: HeaderPlace): TemplateResult {
  const { inSession } = words.circle;
  const here = hereOf(model.state);
  const count = here.observers
    ? inSession.hereAndObservers(here.circle, here.observers)
    : inSession.here(here.circle);
  return html`<button
    class="button pill"
    aria-label=${inSession.hereLabel(count)}
    aria-haspopup="dialog"
    @click=${place.showRoster}
  >
    ${peopleIcon}<span>${place.wide ? count : here.circle}</span>
  </button>`;
}

function clockButton(model: Seated, words: Words, place: HeaderPlace): TemplateResult {
  const { inSession } = words.circle;
  const hidden = model.local.clockHidden;
  const label = hidden ? inSession.showClock : inSession.hideClock;
  return html`<button
    class="button pill ${place.wide ? '' : 'bare'}"
    aria-label=${label}
    title=${label}
    @click=${() => place.hideClock(!hidden)}
  >
    ${place.wide ? label : hidden ? clockIcon : clockOffIcon}
  </button>`;
}
