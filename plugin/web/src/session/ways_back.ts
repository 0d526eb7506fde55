// The links by which people who came by a shared link get back to their chair. Each holds a token,
// so they stay here and are no part of the model. A link is handed out at a press alone.

import { joinLink } from '../client/invite_link.js';
import type { SessionClient } from '../client/session_client.js';
import type { State, WayBack } from '../wire/messages.js';

export class WaysBack {
  private readonly links = new Map<string, { link: string; expires: number }>();
  private dismissed = false;

  /** `server`: its base address. `changed` is called when a link has come or was dismissed. */
  constructor(
    private readonly client: Pick<SessionClient, 'on' | 'request' | 'now'>,
    private readonly server: string,
    private readonly changed: () => void,
  ) {
    client.on('wayBack', (wayBack) => this.heard(wayBack));
    client.on('state', (state) => this.follow(state));
  }

  /** Resolves with this person's link, asked for if none came. Rejects as a request does. */
  async linkOf(participant: string): Promise<string> {
    const known = this.known(participant);
    if (known !== null) return known;
    await this.client.request({ type: 'wayBack', participant });
    return this.known(participant) ?? ''; // it comes before the answer
  }

  /** The person at this page has their link, or does not want it. */
  dismiss(): void {
    this.dismissed = true;
    this.changed();
  }

  /**
   * Whether to offer the person at this page, who presents, the link back to their own chair. It is
   * not offered after the step back: the invitation needs the room on the screen then.
   */
  isOffered(state: State): boolean {
    const isNeeded = presents(state) && !state.session.case.over;
    return !this.dismissed && isNeeded && this.known(state.you.id) !== null;
  }

  private heard({ participant, token, expires }: WayBack): void {
    this.links.set(participant, { link: joinLink(this.server, token), expires });
    this.changed();
  }

  /** A presenter who is named anew is told anew. */
  private follow(state: State): void {
    if (!presents(state)) this.dismissed = false;
  }

  private known(participant: string): string | null {
    const found = this.links.get(participant);
    return found && found.expires > this.client.now() ? found.link : null;
  }
}

function presents({ participants, you }: State): boolean {
  return participants.some(({ id, seat }) => id === you.id && seat === 'presenter');
}
