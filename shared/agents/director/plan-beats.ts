import { speechSeconds } from '#shared/agents/director/speech-seconds.ts';
import type { Script, ScriptLine } from '#shared/domain/script.ts';
import { BREAK, type Break, findBreaks } from '#shared/language/find-breaks.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { countWords } from '#shared/language/words.ts';

/** Bounds of a scene's speech in seconds; below the first a picture cannot be taken in, above the second it tires. */
export const SCENE_SECONDS = { min: 2, max: 8 } as const;
/** A hook may be shorter: the title stays for a moment after it. */
const HOOK_MIN = 1.2;
const PART_OF_LIST = 3;
/** What a cut costs by strength of the break, in the unit of the squared unevenness: (seconds off the mean)². */
const CUT_COST = [14, 6, 2, 0.5, 0] as const;

/** What one scene says, before it has a picture. */
export interface Beat {
  narration: string;
  lines: readonly ScriptLine[];
  chapter?: string;
}

const join = (first: string, second: string): string =>
  hasSpacelessScript(first.slice(-2)) || /[。、！？]$/u.test(first) ? first + second : `${first} ${second}`;

/** Takes the strength from commas beside a part of at most three words: they enumerate or insert, and no clause ends. */
function outsideEnumerations(text: string, breaks: readonly Break[]): Break[] {
  const clauses = breaks.filter(({ strength }) => strength >= BREAK.clause);
  return breaks.map((each) => {
    if (each.strength !== BREAK.clause) return each;
    const at = clauses.indexOf(each);
    const parts = [
      text.slice(clauses[at - 1]?.at ?? 0, each.at),
      text.slice(each.at, clauses[at + 1]?.at ?? text.length),
    ];
    return parts.some((part) => countWords(part) <= PART_OF_LIST) ? { ...each, strength: BREAK.word } : each;
  });
}

/**
 * Cuts a text into parts of at most 8 s of speech, as even as its clauses allow; the parts joined by the white space
 * between them are the text. Only a single word that takes longer stays longer.
 */
export function splitLong(text: string, language: string): string[] {
  const total = speechSeconds(text);
  if (total <= SCENE_SECONDS.max) return [text];
  const breaks = outsideEnumerations(text, findBreaks(text, language));
  const places = [0, ...breaks.map(({ at }) => at), text.length];
  const costs = [0, ...breaks.map(({ strength }) => CUT_COST[strength] ?? 0), 0];
  const wanted = total / Math.ceil(total / (SCENE_SECONDS.max * 0.9));
  const best: { cost: number; from: number }[] = [{ cost: 0, from: -1 }];
  for (let end = 1; end < places.length; end += 1) {
    let found = { cost: Number.POSITIVE_INFINITY, from: end - 1 };
    for (let from = end - 1; from >= 0; from -= 1) {
      const seconds = speechSeconds(text.slice(places[from], places[end]).trim());
      const over = seconds > SCENE_SECONDS.max;
      if (over && from < end - 1) break;
      const short = Math.max(0, SCENE_SECONDS.min - seconds) * 20;
      const cost = (best[from]?.cost ?? 0) + (seconds - wanted) ** 2 + short + (costs[end] ?? 0);
      if (cost < found.cost) found = { cost, from };
    }
    best.push(found);
  }
  const parts: string[] = [];
  for (let end = places.length - 1; end > 0; end = best[end]?.from ?? 0) {
    parts.unshift(text.slice(places[best[end]?.from ?? 0], places[end]).trim());
  }
  return parts.filter((part) => part.length > 0);
}

function tooShort(beat: Beat): boolean {
  const isHook = beat.lines[0]?.role === 'hook';
  return speechSeconds(beat.narration) < (isHook ? HOOK_MIN : SCENE_SECONDS.min);
}

function joinable(first: Beat, second: Beat): boolean {
  if (second.chapter !== undefined) return false;
  return speechSeconds(join(first.narration, second.narration)) <= SCENE_SECONDS.max;
}

const joined = (first: Beat, second: Beat): Beat => ({
  ...first,
  narration: join(first.narration, second.narration),
  lines: [...new Set([...first.lines, ...second.lines])],
});

/** A sentence that the writer may have cut into several lines, and where in it each line begins. */
interface Sentence {
  text: string;
  lines: { line: ScriptLine; start: number }[];
}

const ENDED = /[.!?…:;。！？；：।؟]["'”’»」』)“„«「『(]*$/u;

/** Puts lines that are parts of one sentence together again: no stop between them, and a fact in common. */
function sentencesOf(lines: readonly ScriptLine[]): Sentence[] {
  const sentences: Sentence[] = [];
  for (const line of lines) {
    const text = line.text.trim();
    if (text === '') continue;
    const open = sentences.at(-1);
    const last = open?.lines.at(-1)?.line;
    const goesOn =
      last && last.chapter === line.chapter && line.facts.some((fact) => last.facts.includes(fact));
    if (open && goesOn && !ENDED.test(open.text)) {
      const whole = join(open.text, text);
      open.lines.push({ line, start: whole.length - text.length });
      open.text = whole;
    } else {
      sentences.push({ text, lines: [{ line, start: 0 }] });
    }
  }
  return sentences;
}

function beatsOfLines(script: Script): Beat[] {
  const beats: Beat[] = [];
  let chapter: string | undefined;
  for (const { text, lines } of sentencesOf(script.lines)) {
    const own = lines[0]?.line.chapter;
    const begins = own !== undefined && own !== chapter;
    chapter = own ?? chapter;
    let end = 0;
    for (const [index, narration] of splitLong(text, script.language).entries()) {
      const start = text.indexOf(narration, end);
      end = start + narration.length;
      const covered = lines.filter(
        (each, at) => each.start < end && (lines[at + 1]?.start ?? end + 1) > start,
      );
      beats.push({
        narration,
        lines: covered.map(({ line }) => line),
        ...(begins && index === 0 ? { chapter: own } : {}),
      });
    }
  }
  return beats;
}

/**
 * Cuts a script into what each scene says: lines of more than 8 s at clause boundaries, lines of less than 2 s joined to
 * a neighbour of the same chapter where both fit into 8 s. No word is added, lost or moved.
 */
export function planBeats(script: Script): Beat[] {
  const beats: Beat[] = [];
  let pending: Beat | undefined;
  for (const beat of beatsOfLines(script)) {
    if (pending === undefined) {
      pending = beat;
    } else if (
      (tooShort(pending) || (tooShort(beat) && pending.lines[0]?.role !== 'hook')) &&
      joinable(pending, beat)
    ) {
      pending = joined(pending, beat);
    } else {
      beats.push(pending);
      pending = beat;
    }
  }
  if (pending) beats.push(pending);
  return beats;
}
