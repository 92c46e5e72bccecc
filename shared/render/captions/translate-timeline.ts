import type { TimedWord } from '#shared/domain/speech.ts';
import type { Timeline, TimelineScene } from '#shared/domain/timeline.ts';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';

const END = /[.!?…。！？।۔؟]["'”’»)\]」』]*$/u;

/**
 * A timeline with another language's text for its captions: the same scenes at the same times, and the words of the translation where those
 * that they translate are heard. Scenes without a translation say nothing. Nobody speaks this language, so no word lights up.
 */
export function translateTimeline(timeline: Timeline, language: string): Timeline {
  const scenes = timeline.scenes.map((scene): TimelineScene => {
    const { audio: _, ...silent } = scene.narration;
    const text = scene.translations?.[language] ?? '';
    return { ...scene, text, narration: { ...silent, words: translatedWords(scene, text) } };
  });
  return { ...timeline, language, scenes };
}

/**
 * Sentence for sentence where there are as many of them in both languages, else over the whole of what is said; within that each
 * word has the part of the time that its letters are of all letters.
 */
function translatedWords({ narration }: TimelineScene, text: string): TimedWord[] {
  const heard = sentences(narration.words, (word) => word.text);
  const written = sentences(displayWords(text), (word) => word);
  if (narration.words.length === 0 || written.length === 0) return [];
  const paired = heard.length === written.length;
  return (paired ? written : [written.flat()]).flatMap((words, index) => {
    const span = paired ? (heard[index] as TimedWord[]) : narration.words;
    return spread(words, span[0]?.startMs ?? 0, span.at(-1)?.endMs ?? 0);
  });
}

function sentences<Word>(words: readonly Word[], textOf: (word: Word) => string): Word[][] {
  const all: Word[][] = [];
  words.forEach((word, index) => {
    const before = words[index - 1];
    if (before === undefined || END.test(textOf(before))) all.push([]);
    all.at(-1)?.push(word);
  });
  return all;
}

function spread(words: readonly string[], startMs: number, endMs: number): TimedWord[] {
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  let before = 0;
  const at = (count: number) => Math.round(startMs + ((endMs - startMs) * count) / letters);
  return words.map((text) => {
    const from = before;
    before += text.length;
    return { text, startMs: at(from), endMs: at(before) };
  });
}
