// The labels of the buttons, so that the tests press what a person reads.

import { languages } from '../../../../plugin/web/src/words/words.js';

export const words = languages.en;
