import { beforeAll, expect, it } from 'vitest';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { fitTitle } from '#shared/scenes/visuals/fit-title.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

const type = { weight: 700, tracking: -0.03, leading: 1.1 };
const box = { width: 1300, height: 650, max: 230, min: 40 };

it('a title that is torn only to be a little larger stays on one line', () => {
  expect(fitText('Deep blue sea', type, box).lines).toHaveLength(2);
  expect(fitTitle('Deep blue sea', type, box, fitText).lines).toHaveLength(1);
});

it('a title that would be far smaller on one line keeps its lines', () => {
  const text = 'Why coffee wakes you up at night';
  const usual = fitText(text, type, box);
  expect(fitTitle(text, type, box, fitText).size).toBeGreaterThanOrEqual(usual.size * 0.76);
  expect(fitTitle(text, type, box, fitText).lines.length).toBeGreaterThan(1);
});
