import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRange } from '#local/server/byte-range.ts';

test.each([
  [undefined, 10, undefined],
  ['', 10, undefined],
  ['bytes=-', 10, undefined],
  ['bytes=0-0', 10, { from: 0, to: 0 }],
  ['bytes=9-', 10, { from: 9, to: 9 }],
  ['bytes=10-', 10, 'outside'],
  ['bytes=-3', 10, { from: 7, to: 9 }],
  ['bytes=-30', 10, { from: 0, to: 9 }],
  ['bytes=-0', 10, 'outside'],
  ['bytes=0-', 0, 'outside'],
  ['bytes=-1', 0, 'outside'],
  ['bytes=0-1,4-5', 10, undefined],
  ['bytes=5-4', 10, undefined],
  ['items=0-1', 10, undefined],
  ['bytes=0x1-2', 10, undefined],
])('%j of %i bytes is %j', (header, bytes, range) => {
  expect(readRange(header, bytes)).toEqual(range);
});

test('whatever is asked for, a range lies within the bytes', () => {
  const number = fc.oneof(fc.constant(''), fc.nat({ max: 30 }).map(String));
  fc.assert(
    fc.property(number, number, fc.nat({ max: 20 }), (first, last, bytes) => {
      const range = readRange(`bytes=${first}-${last}`, bytes);
      if (typeof range !== 'object') return true;
      return 0 <= range.from && range.from <= range.to && range.to < bytes;
    }),
  );
});
