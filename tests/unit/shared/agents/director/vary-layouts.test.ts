import { expect, test } from 'vitest';
import { varyLayouts } from '#shared/agents/director/vary-layouts.ts';
import type { Scene, Visual } from '#shared/domain/storyboard.ts';

const scene = (visual: Visual, at: number): Scene => ({
  id: `scene-00${at + 1}`,
  narration: 'Words.',
  visual,
  lines: [],
});
const statement = (text: string): Visual => ({ kind: 'statement', text, emphasis: [] });
const layoutsOf = (visuals: Visual[]) =>
  varyLayouts(visuals.map(scene)).map(({ visual }) =>
    visual.kind === 'statement' ? visual.layout : visual.kind,
  );

test('no statement stands as any of the three scenes before it', () => {
  const layouts = layoutsOf(['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'].map(statement));
  layouts.forEach((layout, at) => {
    expect(layouts.slice(Math.max(0, at - 3), at)).not.toContain(layout);
  });
});

test('other words and other kinds change no layout of the scenes beside them', () => {
  const before = layoutsOf([statement('One'), statement('Two'), statement('Three')]);
  const after = layoutsOf([
    statement('One'),
    { kind: 'number', display: '3', label: 'reefs' },
    statement('3'),
  ]);
  expect([after[0], after[2]]).toEqual([before[0], before[2]]);
});
