/** A speech sound and when it is heard, in seconds. */
export interface TimedPhone {
  phone: string;
  start: number;
  end: number;
}

const SILENCE = 'pau';

/**
 * Reads what `-psdur` prints: one line per utterance of `phone:end` in seconds from the utterance's start; utterances
 * follow each other in the audio. Silences are left out.
 */
export function readTimedPhones(printed: string): TimedPhone[] {
  const phones: TimedPhone[] = [];
  let offset = 0;
  for (const line of printed.split('\n')) {
    let start = 0;
    for (const item of line.split(/\s+/).filter(Boolean)) {
      const colon = item.lastIndexOf(':');
      const phone = item.slice(0, colon);
      const end = Number(item.slice(colon + 1));
      if (phone !== SILENCE) phones.push({ phone, start: offset + start, end: offset + end });
      start = end;
    }
    offset += start;
  }
  return phones;
}

/** Reads what `-ps` prints: one line per utterance; the phones of each, without silences. */
export function readPhones(printed: string): string[][] {
  return printed
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/).filter((phone) => phone !== '' && phone !== SILENCE));
}

const GAP = 1;

/** Vowels begin with a vowel letter in flite's phone set. Sounds of one class replace each other more often. */
function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return /^[aeiou]/.test(a) === /^[aeiou]/.test(b) ? 0.6 : 1.2;
}

/**
 * Says for each heard phone which word it belongs to, by aligning it with the phones of the words said alone
 * (Needleman-Wunsch 1970). Heard phones without a partner belong to the word before them. Time and memory are
 * heard × expected.
 */
export function alignPhones(heard: readonly string[], words: readonly (readonly string[])[]): number[] {
  const expected = words.flatMap((phones, word) => phones.map((phone) => ({ phone, word })));
  const columns = expected.length + 1;
  const cost = new Float64Array((heard.length + 1) * columns);
  const at = (i: number, j: number) => cost[i * columns + j] as number;
  const replaced = (i: number, j: number) =>
    at(i - 1, j - 1) + substitution(heard[i - 1] as string, (expected[j - 1] as { phone: string }).phone);
  for (let i = 0; i <= heard.length; i++) {
    for (let j = 0; j < columns; j++) {
      cost[i * columns + j] =
        i === 0 || j === 0 ? (i + j) * GAP : Math.min(replaced(i, j), at(i - 1, j) + GAP, at(i, j - 1) + GAP);
    }
  }
  const owners = new Array<number>(heard.length).fill(-1);
  for (let i = heard.length, j = columns - 1; i > 0; ) {
    if (j > 0 && Math.abs(at(i, j) - replaced(i, j)) < 1e-9) {
      owners[--i] = (expected[--j] as { word: number }).word;
    } else if (j > 0 && Math.abs(at(i, j) - at(i, j - 1) - GAP) < 1e-9) j--;
    else i--;
  }
  let last = owners.find((owner) => owner >= 0) ?? 0;
  return owners.map((owner) => {
    last = owner < 0 ? last : owner;
    return last;
  });
}
