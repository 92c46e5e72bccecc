import { expect, test } from 'vitest';
import { FPS } from '#shared/domain/timeline.ts';
import { cueText } from '#shared/render/captions/cue-text.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { translateTimeline } from '#shared/render/captions/translate-timeline.ts';
import { spokenTimeline } from '#tests/unit/shared/render/captions/scene.ts';

const ENGLISH = ['The sea is deep. It is dark down there, and very cold.', 'Nobody lives in it.'];
const GERMAN = [
  'Das Meer ist tief. Dort unten ist es dunkel und außerdem sehr kalt, kälter als im Winter.',
  'Niemand wohnt darin.',
];

function film() {
  const timeline = spokenTimeline(ENGLISH);
  timeline.scenes.forEach((scene, at) => {
    scene.translations = { de: GERMAN[at] ?? '', ja: '海は深い。底は暗くて、とても寒い。' };
  });
  return timeline;
}

test.each(['de', 'ja'])(
  'captions in %s stand within the scenes that they translate and light up nothing',
  (language) => {
    const timeline = film();
    const cues = planCues(translateTimeline(timeline, language));
    const shown = cues.map(cueText).join(language === 'ja' ? '' : ' ');
    expect(shown).toBe(
      timeline.scenes.map(({ translations }) => translations?.[language]).join(language === 'ja' ? '' : ' '),
    );
    expect(cues.every(({ spoken }) => !spoken)).toBe(true);
    timeline.scenes.forEach(({ startFrame, narration }, at) => {
      const voice = Math.floor(startFrame + (narration.offsetMs * FPS) / 1000);
      expect(cues.some((cue) => cue.startFrame === voice)).toBe(true);
      const next = timeline.scenes[at + 1];
      const until = next
        ? Math.floor(next.startFrame + (next.narration.offsetMs * FPS) / 1000)
        : timeline.frames;
      for (const cue of cues.filter(({ startFrame: from }) => from >= voice && from < until)) {
        expect(cue.endFrame).toBeLessThanOrEqual(until);
      }
    });
  },
);

test('a sentence of the translation begins when the sentence that it translates is heard', () => {
  const timeline = film();
  const [scene] = translateTimeline(timeline, 'de').scenes;
  const startOf = (text: string, words: readonly { text: string; startMs: number }[] = []) =>
    words.find((word) => word.text === text)?.startMs;
  expect(startOf('Dort', scene?.narration.words)).toBe(startOf('It', timeline.scenes[0]?.narration.words));
});

test('a scene without a translation says nothing in that language', () => {
  const timeline = film();
  delete timeline.scenes[1]?.translations;
  const cues = planCues(translateTimeline(timeline, 'de'));
  expect(cues.map(cueText).join(' ')).toBe(GERMAN[0]);
});
