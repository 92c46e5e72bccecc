import type { TimedWord } from '#shared/domain/speech.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import { breathOf, sceneFrames } from '#shared/render/timeline/scene-length.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { timedWords, VOICE } from '#tests/unit/shared/render/sample-film.ts';

/** A timeline of scenes that say these texts, without pictures; words are divided at blanks or given. */
export function spokenTimeline(
  texts: readonly (string | { text: string; words: TimedWord[] })[],
  size: { width: number; height: number } = { width: 1920, height: 1080 },
): Timeline {
  let startFrame = 0;
  const scenes = texts.map((given, i) => {
    const { text, words } = typeof given === 'string' ? { text: given, words: timedWords(given) } : given;
    const durationMs = words.at(-1)?.endMs ?? 1;
    const breath = breathOf({ first: i === 0, last: i === texts.length - 1, endsChapter: false });
    const frames = sceneFrames(durationMs, breath);
    const fade = i === 0 ? 0 : 12;
    startFrame -= fade;
    const scene: Timeline['scenes'][number] = {
      id: `scene-00${i}`,
      startFrame,
      frames,
      transition: { kind: i === 0 ? 'cut' : 'fade', frames: fade },
      layers: [{ image: VOICE, x: 0, y: 0, ...size }],
      narration: { audio: VOICE, offsetMs: breath.leadInMs, durationMs, words },
      text,
      description: text,
    };
    startFrame += frames;
    return scene;
  });
  const captionLook = STYLE_SHEETS.midnight.captions;
  const film = { version: 2, title: 'T', language: 'en', captionLook, fps: FPS } as const;
  return { ...film, ...size, frames: startFrame, captions: 'burned', quality: 'standard', scenes };
}

/** The words of a text as a segmenter divides them, evenly timed, as narrators give them for scripts without blanks. */
export function segmentedWords(text: string, language: string): TimedWord[] {
  const segments = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)];
  return segments
    .filter(({ segment }) => segment.trim() !== '')
    .map(({ segment }, i) => ({ text: segment, startMs: i * 300, endMs: i * 300 + 280 }));
}
