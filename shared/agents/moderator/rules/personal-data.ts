import type { Outcome } from '#shared/agents/moderator/line-view.ts';

/** Number ranges of payment cards with their lengths; ISO/IEC 7812, issuers' own tables. */
const CARDS = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})$/,
  /^3[47]\d{13}$/,
  /^6(?:011|4[4-9]\d|5\d\d)\d{12}$/,
  /^35(?:2[89]|[3-8]\d)\d{12}$/,
  /^3(?:0[0-5]|[68]\d)\d{11}$/,
  /^62\d{14,17}$/,
];
const DIGIT_RUN = /(?<![\p{L}\p{N}.,])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/gu;
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/u;
const PHONE =
  /(?<![\p{L}\p{N}.,]|\d[ -])(?:\+\d{1,3}[ .\-/]?(?:\(0?\d{1,4}\)[ .\-/]?)?\d(?:[ .\-/]?\d){6,11}|\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}-\d{3}-\d{4}|0[1-9]\d{1,3}[ /-]\d{3,4}(?:[ -]?\d{2,5}){1,2})(?![\p{L}\p{N}]|[.,]\d)/u;
/** US social security numbers: no 000, 666 or 9xx area, no 00 group, no 0000 serial. */
const SOCIAL_SECURITY = /(?<![\p{L}\p{N}-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\p{L}\p{N}-])/u;

/** The check of ISO/IEC 7812-1, annex B: from the right every second digit doubled, digits summed, a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** The check of ISO 13616 (mod 97 of ISO 7064) on an IBAN without spaces, upper case. */
export function passesIban(iban: string): boolean {
  const moved = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const letter of moved) {
    for (const digit of Number.parseInt(letter, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  }
  return iban.length >= 15 && iban.length <= 34 && rest === 1;
}

function hasCard(text: string): boolean {
  return [...text.matchAll(DIGIT_RUN)].some(([found]) => {
    const digits = found.replace(/\D/g, '');
    return !/^(\d)\1+$/.test(digits) && CARDS.some((card) => card.test(digits)) && passesLuhn(digits);
  });
}

const hasIban = (text: string): boolean =>
  [...text.matchAll(IBAN)].some(([found]) => passesIban(found.replaceAll(' ', '')));

/**
 * Data of a person in a line as it is written: numbers of payment cards and social security numbers are blocked; IBANs,
 * mail addresses and telephone numbers, which many publish on purpose, are flagged.
 */
export function personalData(text: string): Outcome {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[‐-―−]/gu, '-');
  if (hasCard(plain) || SOCIAL_SECURITY.test(plain)) return 'block';
  return hasIban(plain) || EMAIL.test(plain) || PHONE.test(plain) ? 'flag' : undefined;
}
