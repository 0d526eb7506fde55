import { arrive } from './arrive.js';
import { circle } from './circle.js';
import { farewell } from './farewell.js';
import { controls } from './controls.js';
import { leader } from './leader.js';
import { debrief } from './debrief.js';
import { lobby } from './lobby.js';
import { prompts } from './prompts.js';
import { templates } from './templates.js';
import { start } from './start.js';

export const fi = {
  /** The language's own name for itself. */
  name: 'Suomi',
  /** The language tag (BCP 47) for dates, times and lists. */
  tag: 'fi-FI',
  arrive,
  circle,
  controls,
  leader,
  farewell,
  debrief,
  lobby,
  prompts,
  templates,
  start,
} as const;
