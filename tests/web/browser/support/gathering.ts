// The start of most tests: a server, and people who come to it. All of it is closed when the test
// ends. If the test failed, a picture of each screen stays in build/web/failures.

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { Person, type PersonOptions } from './person.js';
import { Server, type Session } from './server.js';
import type { Who } from './voices.js';
import { words } from './words.js';

const failures = fileURLToPath(new URL('../../../../build/web/failures/', import.meta.url));

export class Gathering {
  private people: Person[] = [];
  private started: Server | null = null;

  /** Declares the hooks of the test file. */
  static forTests(...serverOptions: string[]): Gathering {
    const gathering = new Gathering();
    beforeAll(async () => {
      gathering.started = await Server.start(...serverOptions);
    });
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await gathering.picture(task.name);
      await gathering.disperse(task.result?.state !== 'fail');
    });
    afterAll(() => gathering.started?.stop());
    return gathering;
  }

  get server(): Server {
    if (!this.started) throw new Error('no server yet');
    return this.started;
  }

  async person(who: Who, options?: PersonOptions): Promise<Person> {
    const person = await Person.at(who, options);
    this.people.push(person);
    return person;
  }

  /** A person who comes by a link and is still on their way in. */
  async comes(who: Who, link: string, options?: PersonOptions): Promise<Person> {
    const person = await this.person(who, options);
    await person.arrive(link);
    return person;
  }

  /**
   * A leader by the facilitator's link and members by the shared one. All have been let in and sit
   * in the circle with microphone and camera open.
   */
  async circle(
    ...members: Who[]
  ): Promise<{ leader: Person; others: Person[]; links: Session['links'] }> {
    const { links } = await this.server.session();
    const [leader, ...others] = await Promise.all([
      this.comes('okafor', links.facilitator),
      ...members.map((who) => this.comes(who, links.member)),
    ]);
    await leader.sits();
    await Promise.all(others.map((other) => other.expectText(words.lobby.title)));
    for (const other of others) await leader.press(words.leader.waiting.letInLabel(other.name));
    await Promise.all(others.map((other) => other.sits()));
    await Promise.all([leader, ...others].map((each) => each.opens()));
    return { leader, others, links };
  }

  /**
   * The leader names the presenter and goes to the step back. The presenter sits outside when the
   * call returns.
   */
  async stepBack(leader: Person, presenter: Person): Promise<void> {
    await leader.chooses(presenter);
    await leader.goesTo(words.templates.phases.discussion);
    await leader.expectChair(presenter.name, words.circle.listening);
    await presenter.expectOpen({ microphones: 0, cameras: 0 });
  }

  private async picture(test: string): Promise<void> {
    await mkdir(failures, { recursive: true });
    const name = test.replaceAll(/\W+/g, '_').slice(0, 60);
    for (const person of this.people) {
      await person.page.screenshot({ path: `${failures}${name}-${person.who}.png` }).catch(String);
      if (person.trouble.length) console.error(person.name, person.trouble);
    }
  }

  private async disperse(checked: boolean): Promise<void> {
    const people = this.people;
    this.people = [];
    await Promise.all(people.map((person) => person.close()));
    if (!checked) return;
    for (const person of people) expect(person.trouble, `in ${person.name}’s page`).toEqual([]);
  }
}
