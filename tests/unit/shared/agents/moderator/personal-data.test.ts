import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passesIban, passesLuhn, personalData } from '#shared/agents/moderator/rules/personal-data.ts';

describe('personalData', () => {
  test.each([
    'Card 4111111111111111.',
    'Card 5555-5555-5555-4444',
    'Amex 3782 822463 10005',
    'Ｃａｒｄ ４１１１ １１１１ １１１１ １１１１',
    'Card 4111\u200b1111\u200b1111\u200b1111',
    'SSN 219-09-9999',
  ])('stops “%s”', (text) => {
    expect(personalData(text)).toBe('block');
  });

  test.each([
    'IBAN DE89 3704 0044 0532 0130 00',
    'IBAN GB82WEST12345698765432',
    'Mail jane.doe+film@mail.example.co.uk',
    'Call +49 30 901820 now',
    'Call (212) 555-0187',
    'Tel. 030 901820-14',
  ])('flags “%s”', (text) => {
    expect(personalData(text)).toBe('flag');
  });

  test.each([
    'Card 4111111111111112.',
    'ISBN 978-3-16-148410-0',
    'It has 1,000,000,000,000,000 stars and 4 000 000 000 000 000 planets',
    'From 1990-2020, and from 10 935 to 12 000 metres',
    'Call 112, 911 or 988',
    'IBAN DE00 3704 0044 0532 0130 00',
    'user @ home, 3 @ 5',
    'Pi is 3.14159265358979323846',
    '000-12-3456 and 123-45-67890',
    '192.168.100.200 and 2026-11-20T12:00',
    '0000000000000000',
  ])('passes “%s”', (text) => {
    expect(personalData(text)).toBeUndefined();
  });

  test('one wrong digit breaks the check of a card number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (at, step) => {
        const digits = [...'4111111111111111'];
        digits[at] = String((Number(digits[at]) + step) % 10);
        expect(passesLuhn(digits.join(''))).toBe(false);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('two swapped characters break the check of an IBAN', () => {
    expect(passesIban('DE89370400440532013000')).toBe(true);
    expect(passesIban('DE89370400440532013000'.replace('0440', '4040'))).toBe(false);
    expect(passesIban('DE')).toBe(false);
  });
});
