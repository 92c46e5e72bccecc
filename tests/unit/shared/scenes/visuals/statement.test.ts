import { beforeAll, expect, it } from 'vitest';
import { ASPECTS, STYLES } from '#shared/domain/brief.ts';
import { contentArea, frameSize } from '#shared/scenes/frame.ts';
import { illustrate } from '#shared/scenes/illustrate.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { drawableText } from '#shared/scenes/text/scripts.ts';
import { statementVisual } from '#shared/scenes/visuals/statement.ts';
import { barred, centred, flush, keyed, low } from '#shared/scenes/visuals/statement-layouts.ts';
import type { Drawing, Stage } from '#shared/scenes/visuals/visual-kind.ts';
import { drawnBox, memoryStore, withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

const none = (): never => {
  throw new Error('None.');
};

const stageOf = (aspect: (typeof ASPECTS)[number], language = 'en'): Stage => {
  const frame = frameSize({ aspect, quality: 'standard' });
  const unit = Math.min(frame.width, frame.height) / 100;
  const style = STYLE_SHEETS.midnight;
  return {
    frame,
    area: contentArea(frame),
    unit,
    style,
    language,
    text: drawableText,
    fit: fitText,
    paintGround: () => undefined,
    picture: none,
    still: none,
  };
};
const statement = (text: string, emphasis: string[] = []) => ({ kind: 'statement' as const, text, emphasis });
const draw = (text: string, emphasis: string[] = [], language = 'en'): Drawing =>
  statementVisual.draw(statement(text, emphasis), stageOf('16:9', language)) as Drawing;
const places = ({ overlays }: Drawing): string =>
  JSON.stringify(
    overlays.map(({ area: { x, width, height } }) => [x, Math.round(width / 9), Math.round(height / 9)]),
  );

it('twelve statements in a row have at least three layouts, and each always the same', () => {
  const texts = Array.from({ length: 12 }, (_, index) => `Sentence number ${index + 10} says something.`);
  const seen = texts.map((text) => places(draw(text)));
  expect(new Set(seen).size).toBeGreaterThanOrEqual(3);
  expect(texts.map((text) => places(draw(text)))).toEqual(seen);
});

const LONG =
  'The Mid-Atlantic Ridge is a divergent tectonic plate boundary along the floor of the Atlantic Ocean.';
const TEXTS = [
  LONG,
  'Short.',
  'هذا نص عربي قصير عن المحيط',
  'Rindfleischetikettierungsüberwachungsaufgabe',
  '',
];

it.each(ASPECTS.flatMap((aspect) => STYLES.map((style) => [aspect, style] as const)))(
  'in %s and %s every layout stays in the content area and is all there after 1.2 s',
  (aspect, name) => {
    const stage = { ...stageOf(aspect), style: STYLE_SHEETS[name] };
    const { area, unit } = stage;
    for (const layout of [flush, centred, barred, low, keyed('Atlantic'), keyed('Sauerteigbrote')]) {
      for (const text of TEXTS) {
        for (const overlay of layout({ text, emphasis: [] }, stage)) {
          // The box has room for accents around the ink.
          expect(overlay.area.x).toBeGreaterThanOrEqual(area.x - 10 * unit);
          expect(overlay.area.y).toBeGreaterThanOrEqual(area.y - 10 * unit);
          expect(overlay.area.y + overlay.area.height).toBeLessThanOrEqual(area.y + area.height + 10 * unit);
          const { delayMs, durationMs } = overlay.entrance;
          expect(delayMs + durationMs).toBeLessThanOrEqual(1200);
        }
      }
    }
  },
);

it('what is really drawn stays in the content area, whichever layout the words have', async () => {
  for (const aspect of ASPECTS) {
    const frame = frameSize({ aspect, quality: 'draft' });
    const area = contentArea(frame);
    for (const [index, text] of ['One tree.', 'Two trees.', 'Three.', 'Four old trees.', LONG].entries()) {
      const store = memoryStore();
      const style = STYLE_SHEETS[STYLES[index % STYLES.length] ?? 'paper'];
      const scenery = { visual: statement(text, ['trees']), style, frame, language: 'en', seed: 1 };
      for (const layer of (await illustrate(scenery, store)).layers.slice(1)) {
        const box = await drawnBox(layer, store);
        if (box === undefined) continue;
        expect(box.left).toBeGreaterThanOrEqual(area.x - 8);
        expect(box.top).toBeGreaterThanOrEqual(area.y - 8);
        expect(box.right).toBeLessThanOrEqual(area.x + area.width + 8);
        expect(box.bottom).toBeLessThanOrEqual(area.y + area.height + 8);
      }
    }
  }
});

/** Sizes of letters tell whether a word stands alone: it is larger than any line of its sentence. */
const standsAlone = (text: string, word: string, language = 'en'): boolean => {
  // Spaces at the end change the layout and nothing else.
  const stage = { ...stageOf('16:9', language), text: (each: string) => each };
  const [first] = keyed(word)({ text, emphasis: [word] }, stage);
  return Array.from({ length: 40 }, (_, index) => `${text}${' '.repeat(index)}`).some((each) => {
    const [head] = (statementVisual.draw(statement(each, [word]), stage) as Drawing).overlays;
    return head?.area.height === first?.area.height && head?.area.width === first?.area.width;
  });
};

it.each([
  ['Coffee reached Europe through the port of Venice.', 'Venice', true],
  ['Coffee never reached Europe through the port of Venice.', 'Venice', false],
  ['Coffee may have come through the port of Venice.', 'Venice', false],
  ['Coffee reached Europe in the seventeenth century.', 'seventeenth', false],
  ['He wrote his first book in New Zealand that year.', 'Zealand', false],
  ['Venice had the first coffee house of all Europe.', 'Venice', false],
  ['It fell to the level of 1850 at last.', '1850', false],
])('%s: may %s stand alone? %s', (text, word, may) => {
  expect(standsAlone(text, word)).toBe(may);
});

it('no word stands alone in a language whose negations are not known', () => {
  expect(standsAlone('Kahvi saapui Eurooppaan Venetsian sataman kautta.', 'Venetsian', 'fi')).toBe(false);
});

it('what stresses a word comes in once its line stands, in every style', async () => {
  const visual = statement('The sea is deep, dark and cold, and almost nobody has been there.', [
    'sea',
    'cold',
    'nobody',
  ]);
  for (const name of STYLES) {
    const scenery = {
      visual,
      frame: frameSize({ aspect: '16:9', quality: 'draft' }),
      seed: 1,
      language: 'en',
    } as const;
    const { layers } = await illustrate({ ...scenery, style: STYLE_SHEETS[name] }, memoryStore());
    const stands = layers.filter(({ item, entrance }) => item === undefined && entrance);
    for (const stress of layers.filter(({ item }) => item !== undefined)) {
      const line = stands.findLast(({ y }) => y <= stress.y + stress.height / 4);
      const from = (line?.entrance?.delayMs ?? 0) + (line?.entrance?.durationMs ?? 0);
      expect(stress.entrance?.delayMs).toBeGreaterThanOrEqual(from);
    }
  }
});
