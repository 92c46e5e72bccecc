import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkUrl, isPublicAddress } from '#shared/security/address-rules.ts';

const PRIVATE_BLOCKS: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const toNumber = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const toParts = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

/** Every spelling of an IPv4 address that WHATWG's parser knows, and the IPv6 forms that wrap it. */
function spellings(value: number): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = toParts(value);
  const hex = (part: number) => `0x${part.toString(16)}`;
  const octal = (part: number) => `0${part.toString(8)}`;
  return [
    `${a}.${b}.${c}.${d}`,
    `${a}.${b}.${c}.${d}.`,
    String(value),
    hex(value),
    octal(value),
    `${a}.${value & 0xffffff}`,
    `${hex(a)}.${octal(b)}.${(c << 8) + d}`,
    [a, b, c, d].map(hex).join('.'),
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map((part) => octal(part).padStart(8, '0')).join('.'),
    `[::ffff:${a}.${b}.${c}.${d}]`,
  ];
}

const inBlock = fc
  .tuple(fc.constantFrom(...PRIVATE_BLOCKS), fc.nat(0xffffffff))
  .map(([[start, bits], random]) => (toNumber(start) + (random % 2 ** (32 - bits))) >>> 0);

describe('what may be fetched', () => {
  test('no private IPv4 address passes in any spelling', () => {
    fc.assert(
      fc.property(inBlock, (value) => {
        for (const host of spellings(value)) {
          expect(() => checkUrl(`http://${host}/`), host).toThrow(
            expect.objectContaining({ code: 'FETCH_REFUSED' }),
          );
        }
        expect(isPublicAddress(toParts(value).join('.'))).toBe(false);
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });

  test('a public IPv4 address passes in every spelling: the rule is about the address, not about its looks', () => {
    for (const address of [
      '1.1.1.1',
      '8.8.8.8',
      '93.184.215.14',
      '172.15.255.255',
      '192.167.255.255',
      '223.255.255.254',
    ]) {
      for (const host of spellings(toNumber(address))) {
        expect(checkUrl(`https://${host}/page`).protocol, host).toBe('https:');
      }
    }
  });

  test('of IPv6 only what is given out as global passes, and never a wrapped private address', () => {
    for (const address of ['2606:4700:4700::1111', '2a00:1450:4001:80b::200e', '2001:4860:4860::8888']) {
      expect(isPublicAddress(address), address).toBe(true);
    }
    const refused = [
      '::',
      '::1',
      '::ffff:10.0.0.1',
      '::10.0.0.1',
      '64:ff9b::808:808',
      '2002:808:808::',
      '2001:0:1::',
    ];
    const alsoRefused = [
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff0e::1',
      '2001:db8::1',
      '3fff::1',
      '4000::1',
      '5f00::1',
    ];
    for (const address of [...refused, ...alsoRefused]) expect(isPublicAddress(address), address).toBe(false);
  });

  test('what is no plain address is not public', () => {
    for (const text of [
      '',
      ' ',
      '1.1.1.1 ',
      '1.1.1.1%eth0',
      'fe80::1%1',
      'example.com',
      '1.1.1.1/8',
      '[::1]',
      'null',
    ]) {
      expect(isPublicAddress(text), text).toBe(false);
    }
  });

  test.each([
    'https://en.wikipedia.org/wiki/Tea',
    'http://example.com/',
    'https://example.com:443/a?b=c#d',
    'http://xn--bcher-kva.example.net/',
    'https://bücher.de/ä',
    'https://example.com./',
    'https://localhost.example.com/',
    'https://my-localhost.net/',
    'https://a_b.example.org/',
  ])('%s may be asked for', (url) => {
    expect(checkUrl(url).href).toBe(new URL(url).href);
  });

  test('the message names what is wrong and never repeats a password', () => {
    // A password made up for this test. secretlint-disable-next-line
    const address = 'https://user:canary@example.com/';
    expect(() => checkUrl(address)).toThrow(/user name/);
    expect(() => checkUrl(address)).not.toThrow(/canary/);
    expect(() => checkUrl('ftp://example.com/')).toThrow(/ftp:/);
    expect(() => checkUrl('https://example.com:8443/')).toThrow(/8443/);
  });
});
