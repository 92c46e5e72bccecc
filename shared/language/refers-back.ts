import { primaryLanguage } from '#shared/language/stop-words.ts';

const VERB =
  'is|was|were|are|has|had|have|came|comes|went|goes|took|takes|stayed|stays|lived|lives|lies|lay|stands|stood|did|does|will|would|can|could|made|makes|got|became|fell|died|won|lost|left|began|remains?|of (?:these|those|them|all)';
/** Adjectives that texts compare things by. A closed list: `the water`, `the forest` look like comparisons too. */
const COMPARED =
  'old|young|small|bigg|larg|great|long|short|high|low|fast|slow|strong|weak|rich|poor|heavi|light|deep|wid|narrow|bright|dark|new|cheap|near|clos|earli|lat|easi|hard|cold|warm|hott|thick|thinn|tall|wis|brav|happi|simpl|dri|wett|loud|quiet|clean|saf|strang|fin|nic|rar|bold|calm|tini';
const DEGREE = `(?:(?:${COMPARED})(?:er|est)|best|worst|better|worse|(?:most|least|more|less) \\p{L}+|last|next|elder|eldest|only one)`;
/** What everybody has two of, and what needs no sentence before it. */
const PAIRS =
  'sides|hands|ends|ways|directions|eyes|ears|legs|arms|feet|sexes|genders|parents|cases|hemispheres';
const TIMES = 'year|years|week|weeks|month|months|morning|summer|winter|evening|days|century|decade|day';

/** References to what was said before, wherever in a sentence they stand. English; other languages by their openings. */
const ENGLISH: readonly RegExp[] = [
  // A comparison without its noun: `The worst was 21 December`, `The younger went to Lisbon`.
  new RegExp(`^[^\\p{L}]*(?:\\p{L}+, )?the ${DEGREE}(?:,| (?:${VERB})\\b)`, 'iu'),
  new RegExp(
    `^[^\\p{L}]*(?:one|two|three|four|five|few|many|several|none) (?:${VERB}|of (?:these|those))\\b`,
    'iu',
  ),
  new RegExp(`[;,—–] (?:and |but |while )?the others?(?= (?:${VERB})\\b|[,.])`, 'iu'),
  /^[^\p{L}]*(?:the )?other \p{L}+/iu,
  // A condition about something that no clause before it names: `If Mount Everest stood on its floor`.
  /^[^\p{L}]*(?:even )?(?:if|were)\b[^,;]*\b(?:its|their|there(?! (?:is|are|was|were|will|has|have)\b))\b/iu,
  // A time or place first, then the pronoun: `At the age of twelve she …`.
  /^[^\p{L}]*(?:in|at|on|from|during|for|by|until|since|with|under|near)(?: [\p{L}\p{N}’'-]+){1,6},? (?:he|she|they) /iu,
  /^[^\p{L}]*(?:in|at|on|from|during|by|until|since|under|near)(?: [\p{L}\p{N}’'-]+){1,6}, (?:his|her|their|its) /iu,
  // Nothing before the pronoun could be meant: `Nobody has rung it since`, `There are photographs of it`.
  /^[^\p{L}]*(?:nobody|no one|everyone|everybody|someone|somebody|anyone|we|you|I|few|one) (?:\p{L}+ ){1,3}(?:it|them|him)(?= (?:since|again|any|in|on|at|by|from|for|until|today|there|now|with|yet|because|before|after)\b|[.,;!?])/iu,
  /^[^\p{L}]*there (?:is|are|was|were|remains?|will be)\b[^,;:]*\b(?:of|in|on|for|to|at|from|with|behind|near|after|about) (?:(?:it|them|him)\b|(?:these|those)\b(?! (?:who|that|with|in|of|which)\b))/iu,
  /^[^\p{L}]*(?:the (?:more|less|rest|whole|top|bottom|end|most|least|half)|all|most|much|half|part|parts|some|many|each|none) of (?:it|this|that|them|these|those)\b/iu,
  new RegExp(
    `\\b(?:at|in|on|of|by|with|from|for|under|through|near) (?:such|these) (?!${TIMES}|a\\b|an\\b|as\\b)\\p{L}+`,
    'iu',
  ),
];
const BOTH = new RegExp(
  `^((?:(?!\\b(?:and|two)\\b).)*)\\bboth (?!${PAIRS}|and\\b)(?:of )?(?:the |them|these |those )?\\p{L}*(?:s|m|n)\\b(?!.* and )`,
  'iu',
);

/**
 * Whether a sentence means something outside of itself behind its opening as well: a comparison without its noun (`the
 * worst was`), `both brothers`, `at such vents`, a condition about `its floor`. A heuristic that rather sees a reference
 * too many; what the opening words say is `standAlone`'s. False for languages other than English.
 */
export function refersBack(sentence: string, language: string): boolean {
  if (primaryLanguage(language) !== 'en') return false;
  return BOTH.test(sentence) || ENGLISH.some((pattern) => pattern.test(sentence));
}
