import type { Script, ScriptLine } from '#shared/domain/script.ts';
import { BREATH_SECONDS, cutText } from '#shared/language/cut-text.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { speechSeconds } from '#shared/language/speech-seconds.ts';

/**
 * Bounds of a scene's speech in seconds; below the least a picture cannot be taken in, above the most it tires. Longer
 * than wanted only where a cut would part what belongs together.
 */
export const SCENE_SECONDS = {
  min: BREATH_SECONDS.least,
  wanted: BREATH_SECONDS.wanted,
  max: BREATH_SECONDS.most,
} as const;
/** A hook may be shorter: the title stays for a moment after it. */
const HOOK_MIN = 1.2;
/** … and so may a turn of a dialogue: two speakers share no picture. */
const TURN_MIN = 0.8;
/** What leads in a list begins a scene. */
const LEAD_IN = /^[^.!?。！？:：]{1,30}[:：](?:\s|$)/u;
/** What one scene says, before it has a picture. */
export interface Beat {
  narration: string;
  /** Its lines of verse, where it has some. */
  verse?: readonly string[];
  lines: readonly ScriptLine[];
  chapter?: string;
}

const join = (first: string, second: string): string =>
  hasSpacelessScript(first.slice(-2)) || /[。、！？]$/u.test(first) ? first + second : `${first} ${second}`;

/** Cuts a text into what one scene each can say; see {@link cutText}. */
export function splitLong(text: string, language: string): string[] {
  return cutText(text, language, speechSeconds);
}

function tooShort(beat: Beat): boolean {
  const isHook = beat.lines[0]?.role === 'hook';
  return speechSeconds(beat.narration) < (isHook ? HOOK_MIN : SCENE_SECONDS.min);
}

/** Says who speaks a line; undefined for the narrator. */
export type SpeakerOf = (line: ScriptLine) => string | undefined;

/** Lines of verse go on where a sentence of prose would have ended; two of them make a picture. */
function isVerse(first: Beat, second: Beat): boolean {
  const [before, after] = [first.lines.at(-1), second.lines[0]];
  const apart = before && after && !before.facts.some((fact) => after.facts.includes(fact));
  return (
    Boolean(apart) &&
    !ENDED.test(first.narration.replace(/[,;:—–-]+$/u, '')) &&
    /^\p{Lu}/u.test(second.narration)
  );
}

function joinable(first: Beat, second: Beat, speakerOf: SpeakerOf): boolean {
  if (second.chapter !== undefined) return false;
  const [before, after] = [first.lines.at(-1), second.lines[0]];
  const apart = before && after && speakerOf(before) !== speakerOf(after);
  // What is done and what is to do, or two turns, share a picture only where one could not be taken in.
  if ((apart || LEAD_IN.test(second.narration)) && speechSeconds(first.narration) >= TURN_MIN) return false;
  return speechSeconds(join(first.narration, second.narration)) <= SCENE_SECONDS.wanted;
}

const joined = (first: Beat, second: Beat): Beat => ({
  ...first,
  ...(isVerse(first, second) ? { verse: [first.narration, second.narration] } : {}),
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

const isCouplet = (first: Beat, second: Beat): boolean =>
  first.lines.length === 1 && first.lines[0]?.role !== 'hook' && isVerse(first, second);

/**
 * Cuts a script into what each scene says: lines of more than 8 s at clause boundaries, lines of less than 2 s joined to
 * a neighbour of the same chapter and speaker where both fit into 8 s. No word is added, lost or moved.
 */
export function planBeats(script: Script, speakerOf: SpeakerOf = () => undefined): Beat[] {
  const beats: Beat[] = [];
  let pending: Beat | undefined;
  for (const beat of beatsOfLines(script)) {
    if (pending === undefined) {
      pending = beat;
    } else if (
      (tooShort(pending) ||
        (tooShort(beat) && pending.lines[0]?.role !== 'hook') ||
        isCouplet(pending, beat)) &&
      joinable(pending, beat, speakerOf)
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
