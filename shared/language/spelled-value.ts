const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const FACTORS: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

/**
 * What a number in English words is worth, its unit left out: `two million tonnes` is 2,000,000, `twenty-one` 21. Undefined for parts
 * of a whole, for words that are no number and in other languages.
 */
export function spelledValue(text: string, language: string): number | undefined {
  if (!/^en\b/iu.test(language)) return undefined;
  let [sum, group, seen] = [0, 0, false];
  for (const word of text.toLowerCase().split(/[^a-z]+/u)) {
    const small = UNITS.indexOf(word);
    const ten = TENS.indexOf(word);
    const factor = FACTORS[word.replace(/s$/u, '')];
    if (small >= 0) group += small;
    else if (ten >= 2) group += 10 * ten;
    else if (factor === 100) group = Math.max(1, group) * 100;
    else if (factor !== undefined) {
      sum += Math.max(1, group) * factor;
      group = 0;
    } else if (word === 'and' || word === 'a' || word === '') continue;
    else if (/^(?:half|halves|thirds?|quarters?|fifths?|tenths?|hundredths?)$/u.test(word)) return undefined;
    else break;
    seen = true;
  }
  return seen ? sum + group : undefined;
}
