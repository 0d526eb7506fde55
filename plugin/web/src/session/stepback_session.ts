// <stepback-session>: the whole add-on as one element. It reads the link, lets the person arrive,
// and then hands over to a SessionController. <stepback-view> draws everything.

import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { HttpCoordinator } from '../client/http_coordinator.js';
import { type InviteLink, parseLink } from '../client/invite_link.js';
import { ResumeMemory } from '../client/resume_memory.js';
import { PacketMedia } from '../media/packet_media.js';
import type { SessionMedia } from '../media/session_media.js';
import type { CoordinatorApi } from '../client/coordinator_api.js';
import type { IntentEvent, Model } from '../ui/model.js';
import { tokens } from '../ui/theme.js';
import { parts } from '../ui/screens/view.js';
import { type Language, languageFor, wordsFor } from '../words/words.js';
import { claimsOf } from './claims.js';
import { HostEvents } from './host_events.js';
import { SessionController } from './session_controller.js';
import { WakeLock } from './wake_lock.js';

/**
 * A session of a Balint group, from the link to the farewell.
 *
 * @fires stepback-phase - the phase changed: { phase: string, title: string }
 * @fires stepback-seat - this person's seat or channel changed: { seat: Seat, channel: Channel }
 * @fires stepback-connection - { state: 'arriving' | 'connecting' | 'joined' | 'lost' | 'over' }
 * @fires stepback-ended - this person is outside now: { why: Farewell }
 * @csspart view - the element that draws everything
 */
@customElement('stepback-session')
export class StepbackSession extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        block-size: 100%;
        min-block-size: 20rem;
      }
    `,
  ];

  /** The whole link with its fragment (`#join=…`, `#coordinate=…`, or `#seat=…` after a reload). */
  @property() link = '';
  /** The name that the arrival screen proposes. A personal link brings its own. */
  @property() name = '';
  /** `en` or `fi`. If empty, the best match for the browser's languages. */
  @property() language = '';
  /** `light` or `dark`. If empty, the system's theme. */
  @property({ reflect: true }) theme = '';

  @state() private model: Model | null = null;
  private api: HttpCoordinator | null = null;
  private media: SessionMedia | null = null;
  private controller: SessionController | null = null;
  private where: InviteLink | null = null;
  private support: readonly string[] = [];
  private readonly hostEvents = new HostEvents(this);
  private readonly awake = new WakeLock();
  private drawing = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pagehide', this.pageHidden);
    window.addEventListener('pageshow', this.pageShown);
    if (this.hasUpdated) this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.pageHidden);
    window.removeEventListener('pageshow', this.pageShown);
    this.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('link')) this.begin();
    this.lang = this.spoken;
  }

  protected override render(): TemplateResult {
    return html`<stepback-view
      part="view"
      exportparts=${parts}
      themed
      .words=${wordsFor(this.spoken)}
      .model=${this.model}
      .pictures=${this.media ?? undefined}
      .coordinator=${this.coordinator}
      @stepback-intent=${this.asked}
    ></stepback-view>`;
  }

  private get spoken(): Language {
    return languageFor(this.language ? [this.language] : navigator.languages);
  }

  private get coordinator(): CoordinatorApi | undefined {
    return this.where?.kind === 'coordinate' ? (this.api ?? undefined) : undefined;
  }

  /** Starts again from the link. `waited` was still connecting, and its person goes on with that. */
  private begin(waited: SessionController | null = null): void {
    this.stop();
    const where = parseLink(this.link);
    this.where = where;
    if (where.kind === 'none') return this.show(farewell('noLink'));
    if (where.kind === 'bad') return this.show(farewell('badToken'));
    const coordinates = where.kind === 'coordinate';
    this.api = new HttpCoordinator(where.server, coordinates ? where.token : '');
    if (new URL(where.server).origin !== location.origin) void this.askForConsent(this.api);
    if (coordinates) return this.show({ screen: 'start' });
    const missing = PacketMedia.missing();
    if (missing.length > 0) return this.show({ screen: 'unsupported', missing });
    void this.api.support().then((contacts) => {
      this.support = contacts;
      this.draw();
    });
    // The arrival screen shows people themselves, so the media exist before the controller does.
    const media = new PacketMedia();
    this.media = media;
    media.onchange = () => this.draw();
    void PacketMedia.missingCodec().then((codecs) => {
      if (codecs.length === 0 || this.media !== media) return;
      this.stop();
      this.show({ screen: 'unsupported', missing: codecs });
    });
    void this.comeBack(where, media, waited);
    this.draw();
  }

  /** A page of another site may be one that the server refuses. The person then hears so. */
  private async askForConsent(api: HttpCoordinator): Promise<void> {
    if (!(await api.refusesThisPage()) || this.api !== api) return;
    this.stop();
    this.show(farewell('notAllowed'));
  }

  private readonly memory = new ResumeMemory();

  /** A reload leads back to the chair without new questions, unless another page has the chair. */
  private async comeBack(
    where: WayIn,
    media: SessionMedia,
    waited: SessionController | null,
  ): Promise<void> {
    const resume = await this.memory.claim(keyOf(where));
    if (this.media !== media) return; // stopped or begun anew meanwhile
    // The name of a seat joins nothing. Only its resume token does.
    const leadsBack = resume !== null || (waited !== null && where.kind === 'join');
    if (leadsBack) this.enter(waited?.name ?? null);
    else if (where.kind === 'seat') {
      this.stop();
      this.show(farewell('noLink'));
    }
    this.draw();
  }

  private stop(): void {
    if (leadsIn(this.where)) this.memory.release(keyOf(this.where));
    this.controller?.close();
    this.media?.close();
    this.awake.release();
    this.controller = null;
    this.media = null;
    this.where = null;
  }

  private enter(name: string | null): void {
    if (!leadsIn(this.where) || !this.media) return;
    this.media.closeMicrophone();
    this.media.closeCamera();
    this.controller = new SessionController({
      server: this.where.server,
      token: keyOf(this.where), // of a seat, the name; its resume token is what joins
      name,
      memory: this.memory,
      media: this.media,
      onchange: () => this.draw(),
    });
    this.controller.join();
    this.draw();
  }

  private readonly asked = (event: IntentEvent): void => {
    const intent = event.detail;
    event.stopPropagation();
    if (intent.kind === 'language') {
      this.language = intent.language;
      this.hostEvents.reportLanguage(intent.language);
    } else if (intent.kind === 'again') {
      this.tryAgain();
    } else if (this.controller) {
      this.controller.ask(intent);
    } else if (intent.kind === 'enter') {
      this.enter(intent.name);
    } else if (intent.kind === 'tryDevices') {
      void this.media?.tryDevices().then(() => this.draw());
    } else if (intent.kind === 'choose') {
      void this.media?.choose(intent.device, intent.id).then(() => this.draw());
    } else if (intent.kind === 'microphone' && !intent.on) {
      this.media?.closeMicrophone();
    } else if (intent.kind === 'camera' && !intent.on) {
      this.media?.closeCamera();
    }
  };

  /** Draws once in the next microtask, however many changes come before it. */
  private draw(): void {
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => {
      this.drawing = false;
      if (!this.media || !leadsIn(this.where)) return;
      const model = this.controller?.model ?? this.beforeEntering(this.media, this.where);
      this.show(model.screen === 'farewell' ? { ...model, support: this.support } : model);
    });
  }

  private show(model: Model): void {
    this.model = model;
    this.hostEvents.reportModel(model);
    const seated = 'state' in model;
    if (seated) this.awake.hold();
    else this.awake.release();
  }

  private beforeEntering(media: SessionMedia, where: WayIn): Model {
    if (where.kind === 'seat' || this.memory.isClaiming(where.token)) {
      return { screen: 'connecting', again: true };
    }
    const { name, role } = claimsOf(where.token);
    return {
      screen: 'arrive',
      arrival: {
        name: name ?? (this.name || null),
        nameFixed: name !== null,
        microphone: media.microphone,
        camera: media.camera,
        level: media.ownLevel,
        devices: media.devices,
        silent: role === 'observer',
      },
    };
  }

  /** Begins again with the same link. A person who was still connecting goes on connecting. */
  private tryAgain(): void {
    this.begin(this.controller?.stillTrying ? this.controller : null);
  }

  /** The page may go into the browser's cache of pages. A claim that waits could be granted there. */
  private readonly pageHidden = (): void => this.stop();

  /** Back from the browser's cache of pages. The seat was given up when the page was hidden. */
  private readonly pageShown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.begin();
  };
}

/** A link that leads into a session. */
type WayIn = Extract<InviteLink, { kind: 'join' | 'seat' }>;

function leadsIn(where: InviteLink | null): where is WayIn {
  return where?.kind === 'join' || where?.kind === 'seat';
}

/** The text by which ResumeMemory knows the link. */
function keyOf(where: WayIn): string {
  return where.kind === 'join' ? where.token : where.seat;
}

function farewell(why: 'noLink' | 'badToken' | 'notAllowed'): Model {
  return { screen: 'farewell', why, support: [], title: null };
}
