import { describe, expect, it } from 'vitest';
import {
  invited,
  mostPeople,
  withPasted,
} from '../../../../../../plugin/web/src/ui/screens/start/people_rules.js';

describe('people for a new session', () => {
  it('are those who have a name', () => {
    expect(
      invited([
        { name: ' Aino ', role: 'member' },
        { name: ' ', role: 'observer' },
      ]),
    ).toEqual([{ name: 'Aino', role: 'member' }]);
  });

  it('come from a pasted column, with the role of the line', () => {
    const people = [
      { name: 'Dr Okafor', role: 'facilitator' as const },
      { name: '', role: 'observer' as const },
    ];
    expect(withPasted(people, 1, 'Olga\r\n\nPekka\n')).toEqual([
      { name: 'Dr Okafor', role: 'facilitator' },
      { name: 'Olga', role: 'observer' },
      { name: 'Pekka', role: 'observer' },
    ]);
  });

  it('are not made of a single pasted line', () => {
    expect(withPasted([{ name: '', role: 'member' }], 0, 'Aino Virtanen\n')).toBeNull();
  });

  it('are never more than a circle holds', () => {
    const column = Array.from({ length: 30 }, (_, index) => `Person ${index}`).join('\n');
    expect(withPasted([], 0, column)).toHaveLength(mostPeople);
  });
});
