import { describe, expect, test } from 'vitest';
import { alignPhones, readPhones, readTimedPhones } from '#shared/providers/speech/flite/phones.ts';

describe('phones', () => {
  test('times of later utterances follow those of earlier ones, and silences are left out', () => {
    // Act
    const phones = readTimedPhones(
      'pau:0.200 hh:0.300 ay:0.500 pau:0.700 \npau:0.100 b:0.150 ay:0.400 pau:0.500 \n',
    );

    // Assess
    const rounded = phones.map(({ phone, start, end }) =>
      [phone, start.toFixed(2), end.toFixed(2)].join(' '),
    );
    expect(rounded).toEqual(['hh 0.20 0.30', 'ay 0.30 0.50', 'b 0.80 0.85', 'ay 0.85 1.10']);
  });

  test('phones that sound alike in both strings belong to their word, also where one is swallowed or added', () => {
    // Prepare: "and a boat", said quickly as "an ax b ow t", with one sound too many.
    const words = readPhones('pau ae n d pau\npau ey pau\npau b ow t pau\n');

    // Act
    const owners = alignPhones(['ae', 'n', 'ax', 'b', 'ow', 'w', 't'], words);

    // Assess
    expect(owners).toEqual([0, 0, 1, 2, 2, 2, 2]);
  });

  test('nothing heard or nothing expected ends without an error', () => {
    expect(alignPhones([], [['b']])).toEqual([]);
    expect(alignPhones(['b', 'ow'], [[], []])).toEqual([0, 0]);
  });
});
