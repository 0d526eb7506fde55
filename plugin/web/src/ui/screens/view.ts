// <stepback-view>: draws a model. Nothing here talks to a server or a device.

import { ContextProvider } from '@lit/context';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CoordinatorApi } from '../../client/coordinator_api.js';
import { languages, type Words } from '../../words/words.js';
import { coordinatorContext, picturesContext, wordsContext } from '../contexts.js';
import type { Pictures } from '../../media/base/types.js';
import type { Model } from '../model.js';
import './in_session/in_session.js';
import './arrive/arrive.js';
import './connecting.js';
import './debrief.js';
import './farewell/farewell.js';
import './lobby/lobby.js';
import './start/start.js';
import './unsupported.js';
import { ground, tokens } from '../theme.js';

/** Parts that an embedding page may style, on screens that have them (README.md, "CSS parts"). */
export const parts = 'header, circle, chair, clock, aside, bottom, controls, card';

/** Shows no pictures. */
const dark: Pictures = { show: () => () => undefined, mirror: () => () => undefined };

/** @fires stepback-intent - the person's wish, see model.ts */
@customElement('stepback-view')
export class StepbackView extends LitElement {
  static override styles = [tokens, ground];

  @property({ attribute: false }) model: Model | null = null;

  private readonly wordsProvider = new ContextProvider(this, {
    context: wordsContext,
    initialValue: languages.en,
  });
  private readonly picturesProvider = new ContextProvider(this, {
    context: picturesContext,
    initialValue: dark,
  });
  private readonly coordinatorProvider = new ContextProvider(this, {
    context: coordinatorContext,
  });

  get words(): Words {
    return this.wordsProvider.value;
  }
  set words(words: Words) {
    this.wordsProvider.setValue(words);
    this.requestUpdate();
  }
  set pictures(pictures: Pictures) {
    this.picturesProvider.setValue(pictures);
  }
  set coordinator(api: CoordinatorApi) {
    this.coordinatorProvider.setValue(api);
  }

  protected override render(): TemplateResult | typeof nothing {
    const model = this.model;
    if (!model) return nothing;
    switch (model.screen) {
      case 'unsupported':
        return html`<stepback-unsupported .model=${model}></stepback-unsupported>`;
      case 'start':
        return html`<stepback-start></stepback-start>`;
      case 'arrive':
        return html`<stepback-arrive exportparts=${parts} .model=${model}></stepback-arrive>`;
      case 'connecting':
        return html`<stepback-connecting .model=${model}></stepback-connecting>`;
      case 'lobby':
        return html`<stepback-lobby exportparts=${parts} .model=${model}></stepback-lobby>`;
      case 'circle':
        return html`<stepback-in-session
          exportparts=${parts}
          .model=${model}
        ></stepback-in-session>`;
      case 'debrief':
        return html`<stepback-debrief exportparts=${parts} .model=${model}></stepback-debrief>`;
      case 'farewell':
        return html`<stepback-farewell exportparts=${parts} .model=${model}></stepback-farewell>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-view': StepbackView;
  }
}
