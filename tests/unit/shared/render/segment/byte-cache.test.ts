import { expect, test } from 'vitest';
import { createByteCache } from '#shared/render/segment/byte-cache.ts';

function counting() {
  const made: string[] = [];
  const cache = createByteCache<string>(10, (value) => value.length);
  const get = (key: string, value: string) =>
    cache.get(key, async () => {
      made.push(key);
      return value;
    });
  return { get, made };
}

test('a value is made once as long as there is room for it', async () => {
  const { get, made } = counting();
  for (const key of ['a', 'b', 'a', 'b']) expect(await get(key, '12345')).toBe('12345');
  expect(made).toEqual(['a', 'b']);
});

test('what was used longest ago goes first', async () => {
  const { get, made } = counting();
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key, '12345');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('a value beyond the limit is given and not kept, and drives nothing out', async () => {
  const { get, made } = counting();
  for (const key of ['a', 'large', 'large', 'a']) {
    const value = key === 'a' ? '12345' : '12345678901';
    expect(await get(key, value)).toBe(value);
  }
  expect(made).toEqual(['a', 'large', 'large']);
});

test('a failed value is tried again', async () => {
  const cache = createByteCache<string>(10, (value) => value.length);
  const failing = cache.get('a', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await cache.get('a', async () => 'yes')).toBe('yes');
});
