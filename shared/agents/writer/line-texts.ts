import type { Beat } from '#shared/agents/writer/beat.ts';
import { splitLines } from '#shared/agents/writer/split-lines.ts';
import { speakingSeconds } from '#shared/language/pace.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { countWords } from '#shared/language/words.ts';

/** The words of one line and the sentences it says or says a part of. */
export interface LineText {
  text: string;
  sentences: string[];
}

/** Items of a list share a line up to this length. Seconds. */
const MAX_JOINED = 5.5;
/** An item of more words is a sentence of its own. */
const MAX_ITEM_WORDS = 4;
/** A lead-in this short is said in one breath with the first items. */
const MAX_LEAD_WORDS = 3;
const LEAD_IN = /[:：]$/u;
const ENDS = /[.!?…:;。！？：；।؟]["'”»」』)]*$/u;

/** The sign that parts items said in one breath, and the one that ends them, for the script of a text. */
function signs(text: string): { comma: string; stop: string } {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text))
    return { comma: '、', stop: '。' };
  if (/\p{Script=Arabic}/u.test(text)) return { comma: '، ', stop: '.' };
  if (/\p{Script=Devanagari}/u.test(text)) return { comma: ', ', stop: '।' };
  return { comma: ', ', stop: hasSpacelessScript(text) ? '' : '.' };
}

function closed(text: string): string {
  return ENDS.test(text) ? text : `${text.replace(/[,،、]$/u, '')}${signs(text).stop}`;
}

/** Short items of a list said together; a lead-in and long items stay lines of their own. */
function joinItems(items: readonly LineText[], wordsPerMinute: number): LineText[] {
  const joined: LineText[] = [];
  let open = false;
  for (const item of items) {
    const last = joined.at(-1);
    const short = !ENDS.test(item.text) && countWords(item.text) <= MAX_ITEM_WORDS;
    const sign =
      last && LEAD_IN.test(last.text) ? (hasSpacelessScript(last.text) ? '' : ' ') : signs(item.text).comma;
    const together = last && `${last.text}${sign}${item.text}`;
    if (open && short && together && speakingSeconds(together, wordsPerMinute) <= MAX_JOINED) {
      joined[joined.length - 1] = { text: together, sentences: [...last.sentences, ...item.sentences] };
    } else {
      joined.push(item);
    }
    open = short || (LEAD_IN.test(item.text) && countWords(item.text) <= MAX_LEAD_WORDS);
  }
  return joined.map((line) => ({ ...line, text: closed(line.text) }));
}

/** A sentence begins with a capital, but `iPhone`, `pH`, `x = 2` and `example.com` stay as they are written. */
function capitalised(text: string): string {
  return text.replace(
    /^(["'“„«‹([¿¡]*)(\p{Ll})(?=[\p{Ll}\p{M}’'-]*(?:[\s,;:!?…]|\.(?:\s|$)|$))(?!\S*\s[=+<>])/u,
    (_, marks: string, letter: string) => marks + letter.toLocaleUpperCase('und'),
  );
}

/**
 * The lines of a beat: its sentences, cut where they are too long for one breath; short items of a list together.
 * With `alone` the first sentence drops what ties it to the one before.
 */
export function lineTexts(
  beat: Pick<Beat, 'kind' | 'sayings'>,
  how: { wordsPerMinute: number; language: string; alone: boolean },
): LineText[] {
  const texts = beat.sayings.map(({ id, text, alone }, index) => ({
    text: how.alone && index === 0 ? alone : text,
    sentences: [id],
  }));
  const said = beat.kind === 'list' ? joinItems(texts, how.wordsPerMinute) : texts;
  return said.flatMap(({ text, sentences }) =>
    splitLines(capitalised(text), how.language, how.wordsPerMinute).map((line) => ({
      text: line,
      sentences,
    })),
  );
}
