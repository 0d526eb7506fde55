import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../../../../plugin/web/src/client/coordinator_api.js';
import { problemOf } from '../../../../../../plugin/web/src/ui/screens/start/api_sentence.js';
import { languages } from '../../../../../../plugin/web/src/words/words.js';

const { fi } = languages;
const said = fi.start.problem;

describe('what the server says no with', () => {
  it.each([
    ['network', said.network],
    [401, said.expired],
    [403, said.expired],
    [404, said.gone],
    [429, said.busy],
    [503, said.busy],
    [500, said.broken],
  ] as const)(
    '%s is a sentence in the person’s language, without the server’s',
    (status, sentence) => {
      expect(problemOf(fi, new ApiError(status, 'in English'))).toEqual({ sentence, detail: null });
    },
  );

  it('keeps what the server expected, where only the server knows it', () => {
    expect(problemOf(fi, new ApiError(422, 'expected 1 to 100 characters'))).toEqual({
      sentence: said.refused,
      detail: 'expected 1 to 100 characters',
    });
  });

  it('has a sentence for anything else', () => {
    expect(problemOf(fi, new TypeError('x'))).toEqual({ sentence: said.broken, detail: null });
  });
});
