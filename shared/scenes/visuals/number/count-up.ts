/** How long a number counts, and in how many steps: one for two frames of the film, as counters of machines go. */
const COUNT_MS = 900;
const STEPS = 14;
/** A smaller number is there at once: it has nothing to count. */
const LEAST = 4;
/** A year does not begin at zero: it starts this part before its end. */
const YEAR = /^(?:1\d|20)\d\d$/;
const YEAR_FROM = 0.985;
/** Digits of a script whose zero lies at a multiple of sixteen in Unicode: Latin, Arabic, Persian. */
const DIGIT = /[0-9٠-٩۰-۹]/u;
/** A decimal separator and what follows it; three digits after it are thousands. */
const DECIMALS = /[.,٫](\p{Nd}{1,2}|\p{Nd}{4,})$/u;

/** What a number shows at a time after it began to count, character for character as long as itself. */
interface CountStep {
  atMs: number;
  shown: string;
}

/** The digits of `value` in the places of those of `text`; places before the first digit are blank. */
function inPlaces(text: string, value: number, decimals: number): string {
  const characters = [...text];
  const digits = [...String(value).padStart(decimals + 1, '0')];
  const shown = characters.toReversed().map((character) => {
    if (!DIGIT.test(character)) return digits.length > 0 ? character : ' ';
    const digit = digits.pop();
    if (digit === undefined) return ' ';
    const zero = (character.codePointAt(0) ?? 0) & ~0xf;
    return String.fromCodePoint(zero + Number(digit));
  });
  return shown.toReversed().join('');
}

/**
 * The steps by which a number counts up to itself, slower and slower, the last one being itself; none for what is no number
 * or too small. `1,234` goes from `    0` over `  987`: each digit keeps its place, so that nothing jumps.
 */
export function countUp(text: string): CountStep[] {
  const digits = [...text].filter((character) => DIGIT.test(character));
  if (digits.length === 0 || digits.length > 15 || /\p{L}/u.test(text)) return [];
  const final = Number(digits.map((digit) => (digit.codePointAt(0) ?? 0) & 0xf).join(''));
  if (final < LEAST) return [];
  const decimals = DECIMALS.exec(text)?.[1]?.length ?? 0;
  const from = YEAR.test(text) ? Math.round(final * YEAR_FROM) : 0;
  const steps: CountStep[] = [{ atMs: 0, shown: inPlaces(text, from, decimals) }];
  for (let step = 1; step <= STEPS; step += 1) {
    const done = 1 - (1 - step / STEPS) ** 3;
    const value = step === STEPS ? final : Math.round(from + (final - from) * done);
    const shown = step === STEPS ? text : inPlaces(text, value, decimals);
    if (shown !== steps.at(-1)?.shown) steps.push({ atMs: Math.round((COUNT_MS * step) / STEPS), shown });
  }
  return steps;
}
