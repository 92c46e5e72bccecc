import { expect, test } from 'vitest';
import { readAddress } from '#cli/smoke/address.ts';

test.each([
  ['https://api.example.com', 'https'],
  ['http://127.0.0.1:4400', 'https'],
  ['http://localhost:4400', 'https'],
  ['http://[::1]:4400', 'https'],
  ['wss://live.example.com/live', 'wss'],
  ['ws://127.0.0.1:4400/live', 'wss'],
] as const)('%s may get a token', (text, scheme) => {
  expect(readAddress(text, '--url', scheme)).toBe(text);
});

test.each([
  'http://example.com',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://192.168.1.10:4400',
])('%s would carry a token in the clear, and is refused', (text) => {
  expect(() => readAddress(text, '--url', 'https')).toThrow('--url would send your token unprotected');
});

test.each(['', 'api.example.com', 'ftp://example.com', 'wss://example.com', 'https://me@example.com'])(
  '"%s" is no address of an API',
  (text) => {
    expect(() => readAddress(text, '--url', 'https')).toThrow('--url must be an address such as https://');
  },
);
