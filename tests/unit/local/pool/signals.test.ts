import { expect, test } from 'vitest';
import { liftSignals, restoreSignals } from '#local/pool/signals.ts';

test('signals leave a gap where they were, and the same arguments come back with one in each gap', () => {
  // Prepare
  const { signal } = new AbortController();
  const bytes = new Uint8Array([1, 2]);
  const given = ['a', signal, { max: 1, signal, deep: [{ signal }] }, bytes, undefined];
  // Act
  const { args, places, signals } = liftSignals(given);
  // Assess
  expect(args).toEqual([
    'a',
    undefined,
    { max: 1, signal: undefined, deep: [{ signal: undefined }] },
    bytes,
    undefined,
  ]);
  expect(args).toHaveLength(5);
  expect(signals).toEqual([signal, signal, signal]);
  const other = AbortSignal.abort();
  expect(restoreSignals(structuredClone(args), places, other)).toEqual([
    'a',
    other,
    { max: 1, signal: other, deep: [{ signal: other }] },
    bytes,
    undefined,
  ]);
});

test.each([[['__proto__', 'signal']], [[0, 'constructor', 'signal']], [[0, 'no', 'such']], [[]]])(
  'a place that is not there is passed over: %j',
  (place) => {
    const args = [{ a: 1 }];
    restoreSignals(args, [place], AbortSignal.abort());
    expect(args).toEqual([{ a: 1 }]);
    expect(Object.hasOwn(Object.prototype, 'signal')).toBe(false);
  },
);
