import { beforeAll, expect, it } from 'vitest';
import { frameSize } from '#shared/scenes/frame.ts';
import { illustrate } from '#shared/scenes/illustrate.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { drawnBox, memoryStore, withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

it.each(['16:9', '9:16', '1:1'] as const)('a label can be read beside its number in %s', async (aspect) => {
  const frame = frameSize({ aspect, quality: 'draft' });
  for (const display of ['8', '71 %', '3,682 metres', '1,234,567,890 km²']) {
    // Act: a label of one capital, which is 0.727 of its font's size high.
    const store = memoryStore();
    const visual = { kind: 'number', display, label: 'H' } as const;
    const made = await illustrate(
      { visual, style: STYLE_SHEETS.paper, frame, language: 'en', seed: 1 },
      store,
    );
    const boxes = await Promise.all(made.layers.slice(1).map((layer) => drawnBox(layer, store)));
    const [figure, label] = [boxes[0], boxes.at(-1)];
    // Assess
    if (figure === undefined || label === undefined) throw new Error('Nothing is drawn.');
    const height = label.bottom - label.top;
    expect(height).toBeGreaterThanOrEqual(0.16 * (figure.bottom - figure.top));
    expect(height / 0.727).toBeGreaterThanOrEqual(0.04 * frame.height);
  }
});

it('a share has a bar, a raise has none', async () => {
  const layers = async (label: string): Promise<number> => {
    const visual = { kind: 'number', display: '7.5%', label } as const;
    const scenery = { visual, style: STYLE_SHEETS.paper, language: 'en', seed: 1 } as const;
    const frame = frameSize({ aspect: '1:1', quality: 'draft' });
    return (await illustrate({ ...scenery, frame }, memoryStore())).layers.length;
  };
  expect(await layers('of the budget')).toBe((await layers('raise over two years')) + 2);
});
