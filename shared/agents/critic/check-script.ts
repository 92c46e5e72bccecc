import { quoted, type Verdict, verdict } from '#shared/agents/critic/finding.ts';
import type { Script } from '#shared/domain/script.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { coverage, keysOf } from '#shared/language/shared-words.ts';
import { speechSeconds } from '#shared/language/speech-seconds.ts';
import { countWords, splitWords } from '#shared/language/words.ts';

/** A hook is said within three seconds or so, or else asks or counts something. */
const HOOK = { seconds: 3.5, words: 10 } as const;
/** Two lines with this share of the longer one's words in common say the same. */
const SAME = 0.6;
const FEWEST_KEYS = 3;
/** A film may be this much shorter or longer than asked. */
const LENGTH_TOLERANCE = 0.1;
/** LIX (Björnsson 1968): words a sentence plus per cent of words of more than six letters; above 60 is very hard to read. */
const HARD_LIX = 60;

function checkHook({ lines: [hook] }: Script): Verdict {
  const text = hook?.text ?? '';
  const short =
    speechSeconds(text) <= HOOK.seconds || (countWords(text) <= HOOK.words && !hasSpacelessScript(text));
  const strong = /[?？¿]|\p{Nd}/u.test(text);
  return verdict(
    'WEAK_HOOK',
    1,
    short || strong
      ? []
      : [
          {
            message: `The film opens with a long sentence, ${quoted(text)}; a question, a figure or fewer words would hold more viewers.`,
          },
        ],
  );
}

function checkRepetition({ lines, language }: Script): Verdict {
  const keys = lines.map(({ text }) => keysOf(text, language));
  const repeated = lines.flatMap((line, index) => {
    const own = keys[index] ?? new Set();
    const twin = lines.findIndex((other, at) => {
      if (at >= index) return false;
      const theirs = keys[at] ?? new Set<string>();
      const [small, large] = own.size <= theirs.size ? [own, theirs] : [theirs, own];
      return line.text === other.text || (small.size >= FEWEST_KEYS && coverage(large, small) >= SAME);
    });
    return twin === -1
      ? []
      : [{ message: `${quoted(line.text)} says again what ${quoted(lines[twin]?.text ?? '')} has said.` }];
  });
  return verdict('LINE_REPEATED', lines.length, repeated);
}

function lix(text: string): number {
  const words = splitWords(text);
  if (words.length === 0) return 0;
  return words.length + (100 * words.filter((word) => word.length > 6).length) / words.length;
}

function checkReading({ lines }: Script): Verdict {
  const hard = lines.filter(
    ({ text }) => !hasSpacelessScript(text) && countWords(text) >= 12 && lix(text) > HARD_LIX + 15,
  );
  return verdict(
    'HARD_TO_READ',
    lines.length,
    hard.map(({ text }) => ({ message: `${quoted(text)} is hard to follow by ear.` })),
  );
}

function checkLength({ estimatedSeconds }: Script, wantedSeconds: number): Verdict {
  const off = Math.abs(estimatedSeconds - wantedSeconds) / wantedSeconds;
  const message = `The script takes about ${Math.round(estimatedSeconds)} s where ${Math.round(wantedSeconds)} s were asked for.`;
  const found = verdict('LENGTH_OFF', 1, off > LENGTH_TOLERANCE ? [{ message }] : []);
  return { ...found, share: off > LENGTH_TOLERANCE ? Math.min(1, off) : 0 };
}

function checkEnding({ lines }: Script): Verdict {
  const ends = lines.length <= 2 || lines.at(-1)?.role === 'ending';
  return verdict('NO_ENDING', 1, ends ? [] : [{ message: 'The film stops without a line that closes it.' }]);
}

/** What can be said of a script from its words: hook, repetition, reading level, length, ending. */
export function checkScript(script: Script, wantedSeconds: number): Verdict[] {
  return [
    checkHook(script),
    checkRepetition(script),
    checkReading(script),
    checkLength(script, wantedSeconds),
    checkEnding(script),
  ];
}
