import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cue } from '#shared/domain/render-plan.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { captionText } from '#shared/render/captions/clean-text.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { textWidth } from '#shared/render/captions/text-width.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { segmentedWords, spokenTimeline } from '#tests/unit/shared/render/captions/scene.ts';
import { timedWords } from '#tests/unit/shared/render/sample-film.ts';

const LANDSCAPE = { width: 1920, height: 1080 };
const UPRIGHT = { width: 1080, height: 1920 };

const linesOf = (cue: Cue) => cue.lines.map((line) => line.map(({ text }) => text).join(''));
const textsOf = (cues: readonly Cue[]) => cues.map((cue) => linesOf(cue).join(' | '));

const PROSE = [
  'The deep ocean covers more than half of our planet, and we have seen less of it than of the moon.',
  'At 10,935 metres the Challenger Deep holds pressures of a thousand atmospheres — yet life thrives there.',
  'Why? Because “heat, salt and time” are enough.',
];

test.each([LANDSCAPE, UPRIGHT, { width: 1080, height: 1080 }])(
  'every word is shown once, in order, in at most two lines that fit, at $width × $height',
  (size) => {
    const cues = planCues(spokenTimeline(PROSE, size));
    const { maxLineEm } = captionFormat({ ...size, captionLook: STYLE_SHEETS.midnight.captions });
    expect(cues.flatMap(linesOf).join(' ')).toBe(PROSE.join(' '));
    for (const line of cues.flatMap(linesOf)) expect(textWidth(line)).toBeLessThanOrEqual(maxLineEm);
  },
);

test('captions break where a sentence breathes', () => {
  expect(textsOf(planCues(spokenTimeline(PROSE, UPRIGHT)))).toMatchInlineSnapshot(`
    [
      "The deep ocean | covers more",
      "than half of our planet,",
      "and we have seen less | of it than of the moon.",
      "At 10,935 metres",
      "the Challenger Deep | holds pressures",
      "of a thousand | atmospheres —",
      "yet life thrives there.",
      "Why? Because “heat,",
      "salt and time” | are enough.",
    ]
  `);
});

test.each([
  [
    'en',
    'About 3.5 million people work in the port of New York, where Dr. Jane Moor lives on page 12 of 1 400.',
  ],
  [
    'de',
    'Der Hafen von Hamburg hat 2,5 Millionen Container im Jahr 2020 umgeschlagen, z. B. aus dem Süden der Türkei.',
  ],
  [
    'fr',
    'La fosse des Mariannes est profonde de 10 935 mètres, et la pression y dépasse mille atmosphères en 2020.',
  ],
  [
    'es',
    'La presión en el fondo de la fosa de las Marianas supera los 1000 bares, según los científicos de España.',
  ],
])('in %s no article is torn from its word, no number from what it counts and no abbreviation', (_, text) => {
  for (const size of [LANDSCAPE, UPRIGHT, { width: 1080, height: 1080 }]) {
    for (const line of planCues(spokenTimeline([text], size)).flatMap(linesOf)) {
      expect(line).not.toMatch(/(?:^| )(?:the|a|an|der|die|das|dem|la|las|los|le|les|el|un)$/i);
      expect(line).not.toMatch(/(?:^| )(?:3\.5|2,5|10|1000|Jahr|page|Dr\.|z\.|New)$/);
    }
  }
});

test('no caption is one short word, and none begins or ends with a scrap of the clause beside it', () => {
  const text =
    'In a steel ball that weighed 14 tonnes, two men went down, and nobody had been there before them.';
  for (const size of [LANDSCAPE, UPRIGHT]) {
    const cues = planCues(spokenTimeline([text], size));
    expect(cues.length).toBeGreaterThan(1);
    for (const cue of cues) {
      expect(cue.lines.flat().length).toBeGreaterThan(1);
      expect(linesOf(cue).join(' ')).not.toMatch(/, \S+$/);
    }
  }
});

test.each([50, 65, 90])(
  'at %d ms a letter, up to the pace of a reader, no caption is quicker to read than 20 characters a second',
  (msPerLetter) => {
    const scenes = PROSE.map((text) => ({ text, words: timedWords(text, msPerLetter) }));
    for (const size of [LANDSCAPE, UPRIGHT]) {
      for (const cue of planCues(spokenTimeline(scenes, size))) {
        const seconds = (cue.endFrame - cue.startFrame) / FPS;
        expect(linesOf(cue).join(' ').length / seconds).toBeLessThanOrEqual(20);
        expect(seconds).toBeGreaterThanOrEqual(0.8);
      }
    }
  },
);

test('no caption stands over the words of two scenes, and the next voice always finds the place empty', () => {
  const timeline = spokenTimeline(PROSE);
  const cues = planCues(timeline);
  timeline.scenes.slice(1).forEach((scene, i) => {
    const voice = scene.startFrame + (scene.narration.offsetMs * FPS) / 1000;
    const before = cues.filter(({ startFrame }) => startFrame < Math.floor(voice));
    for (const { endFrame } of before) expect(endFrame).toBeLessThanOrEqual(voice - 2);
    expect(linesOf(before.at(-1) as Cue).at(-1)).toMatch(new RegExp(`${PROSE[i]?.split(' ').at(-1)}$`));
  });
});

test('captions stay long enough to be read: 0.8 s, and 20 characters a second where the voice allows it', () => {
  const cues = planCues(spokenTimeline(['No.', 'Well, that is all there is to say about it, for now.']));
  for (const cue of cues) {
    const frames = cue.endFrame - cue.startFrame;
    expect(frames).toBeGreaterThanOrEqual(0.8 * FPS);
    expect(linesOf(cue).join(' ').length / (frames / FPS)).toBeLessThanOrEqual(20);
  }
});

test('a scene that moves on the timeline keeps its captions', () => {
  const [first, ...rest] = PROSE as [string, ...string[]];
  const shown = (texts: string[]) => planCues(spokenTimeline(texts)).filter(({ lines }) => lines.length > 0);
  const short = shown(['One.', ...rest]).slice(1);
  const long = shown([`${first} ${first}`, ...rest]).slice(-short.length);
  const shift = (long[0]?.startFrame ?? 0) - (short[0]?.startFrame ?? 0);
  expect(shift).toBeGreaterThan(0);
  expect(long.map((cue) => [cue.startFrame - shift, cue.endFrame - shift, ...linesOf(cue)])).toEqual(
    short.map((cue) => [cue.startFrame, cue.endFrame, ...linesOf(cue)]),
  );
});

test('Japanese and Chinese break between words, without blanks, and no line begins with a closing mark', () => {
  const texts = [
    {
      language: 'ja',
      text: '深海は地球の半分以上を占めていますが、私たちは月よりもその姿を知りません。「静かな世界」です。',
    },
    {
      language: 'zh',
      text: '深海覆盖了地球的一半以上，但我们对它的了解比对月球的了解还要少。那里一片漆黑！',
    },
  ];
  for (const { language, text } of texts) {
    const cues = planCues(spokenTimeline([{ text, words: segmentedWords(text, language) }], UPRIGHT));
    expect(cues.flatMap(linesOf).join('')).toBe(text);
    for (const line of cues.flatMap(linesOf)) expect(line).not.toMatch(/^[、。，！」』）]|[「『（]$/);
  }
});

test('Arabic and Hebrew stay in the order in which they are written, marks included', () => {
  const text = 'يغطي المحيط العميق أكثر من نصف كوكبنا، ولم نر منه إلا القليل. עמוק (מאוד) מתחת לפני הים?';
  expect(
    planCues(spokenTimeline([text]))
      .flatMap(linesOf)
      .join(' '),
  ).toBe(text);
});

test('control characters and lone surrogates are left out; emoji and joiners of letters stay', () => {
  const text = '🚀 Go\u0000\u202E to #1 👨‍👩‍👧 ok👍🏽 5\uFE0F\u20E3 می‌خواهم \uD800 ©2026 🇩🇪';
  const shown = planCues(spokenTimeline([text]))
    .flatMap(linesOf)
    .join(' ');
  expect(shown).toBe('🚀 Go to #1 👨‍👩‍👧 ok👍🏽 5\uFE0F\u20E3 می‌خواهم ©2026 🇩🇪');
});

test('a dash stands at the end of a caption, never at its beginning; a quotation mark at that of its words', () => {
  const text = 'They waited for a very long time — « nothing at all » — and then it came.';
  for (const cue of planCues(spokenTimeline([text], UPRIGHT))) {
    for (const line of linesOf(cue)) expect(line).not.toMatch(/^[—»]|«$/);
  }
});

test('a word of five thousand letters is shown in pieces, each at its share of the time', () => {
  const text = 'x'.repeat(5000);
  const cues = planCues(spokenTimeline([text], UPRIGHT));
  expect(cues.flatMap(linesOf).join('')).toBe(text);
  cues.slice(1).forEach((cue, i) => {
    expect(cue.startFrame).toBeGreaterThanOrEqual(cues[i]?.endFrame ?? 0);
  });
});

test('any words give captions one after the other, with no word lost and none at the time of another', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 30 }), { minLength: 1, maxLength: 4 }), (scenes) => {
      const timeline = spokenTimeline(scenes.map((words) => words.join(' ')));
      const cues = planCues(timeline);
      let at = 0;
      for (const { startFrame, endFrame, lines } of cues) {
        expect(startFrame).toBeGreaterThanOrEqual(at);
        expect(endFrame).toBeGreaterThan(startFrame);
        expect(lines.length).toBeLessThanOrEqual(2);
        at = endFrame;
      }
      expect(at).toBeLessThanOrEqual(timeline.frames);
      const shown = cues.flatMap(linesOf).join('').replace(/\s/g, '');
      const said = timeline.scenes.flatMap(({ narration }) =>
        narration.words.map(({ text }) => captionText(text)),
      );
      expect(shown).toBe(said.join('').replace(/\s/g, ''));
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('a film without a voice has captions at a reader’s pace that do not light up', () => {
  const timeline = spokenTimeline(PROSE);
  for (const scene of timeline.scenes) delete scene.narration.audio;
  const cues = planCues(timeline);
  expect(cues.length).toBeGreaterThan(3);
  expect(cues.every(({ spoken }) => !spoken)).toBe(true);
});
