import { expect, it } from 'vitest';
import { STYLES } from '#shared/domain/brief.ts';
import { chooseTransition } from '#shared/scenes/styles/choose-transition.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';

const style = STYLE_SHEETS.signal;

it('the first scene cuts in', () => {
  expect(chooseTransition(style, { index: 0, beginsChapter: true, seed: 1 })).toEqual({
    kind: 'cut',
    frames: 0,
  });
});

it.each(STYLES)('%s uses each of its transitions, none twice in a row', (name) => {
  const { transitions } = STYLE_SHEETS[name];
  const chosen = Array.from(
    { length: 12 },
    (_, index) => chooseTransition({ transitions }, { index: index + 1, beginsChapter: false, seed: 7 }).kind,
  );
  expect(new Set(chosen)).toEqual(new Set(transitions.kinds));
  expect(chosen.some((kind, index) => kind === chosen[index + 1])).toBe(transitions.kinds.length === 1);
});

it('chapters begin with transitions and lengths of their own', () => {
  const { kind, frames } = chooseTransition(style, { index: 5, beginsChapter: true, seed: 1 });
  expect(style.transitions.chapter).toContain(kind);
  expect(frames).toBe(style.transitions.chapterFrames);
});

it('the seed decides the order, and the same seed the same one', () => {
  const order = (seed: number) =>
    [1, 2, 3].map((index) => chooseTransition(style, { index, beginsChapter: false, seed }).kind).join();
  expect(order(3)).toBe(order(3));
  expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map(order)).size).toBeGreaterThan(1);
});

it('a style may cut, which takes no time', () => {
  const transitions = { ...style.transitions, kinds: ['cut' as const] };
  expect(chooseTransition({ transitions }, { index: 2, beginsChapter: false, seed: 1 })).toEqual({
    kind: 'cut',
    frames: 0,
  });
});
