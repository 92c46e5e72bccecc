import { expect, test } from 'vitest';
import type { Visual } from '#shared/domain/storyboard.ts';
import { checkNumbers } from '#shared/publish/contract/check-numbers.ts';
import { sampleBoard, sampleDocument } from '#tests/unit/shared/publish/contract/sample-board.ts';
import { sampleTimeline } from '#tests/unit/shared/publish/contract/sample-film.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

await withFonts();
const number = (display: string): Visual => ({ kind: 'number', display, label: 'of it' });
const check = (source: string, ...visuals: Visual[]) =>
  checkNumbers(sampleBoard(visuals), sampleDocument(source), sampleTimeline());

test.each([
  ['It is 10,935 metres deep.', '10,935 m'],
  ['It is 10,935 metres deep.', '10 935 m'],
  ['Some 1,200,000 people live there.', '1.2 million'],
  ['Some 1.2 million people live there.', '1,200,000'],
  ['Two million people live there.', '2,000,000'],
  ['Two million people live there.', 'two million'],
  ['Twelve people live there.', '12'],
  ['In 1960 they went down.', '1960'],
  ['Half of it is water.', 'half'],
])('of “%s” the number %s is in the source', (source, display) => {
  expect(check(source, number(display))).toMatchObject({ ok: true });
});

test.each([
  ['It is 10,935 metres deep.', '11,935 m'],
  ['It is 10,935 metres deep.', '10.9 km'],
  ['Some 1.2 million people live there.', '1.3 million'],
  ['50 % of it is water.', 'half of the water'],
  ['Two million people live there.', 'three million'],
  ['Nobody knows.', '7'],
])('of “%s” the number %s is not, and is named', (source, display) => {
  const fault = check(source, number(display));
  expect(fault).toMatchObject({ promise: 'numbers-sourced', ok: false });
  expect(fault.measured).toMatch(/^scene-001 shows /);
});

test('the numbers of chapters are not in question, those of a chart are', () => {
  expect(check('Nothing.', { kind: 'chapter', title: 'Water', number: 3 }).ok).toBe(true);
  const chart = (value: number): Visual => ({
    ...{ kind: 'chart', chart: 'bar', title: 'Depth' },
    points: [
      { label: 'here', value },
      { label: 'there', value: 45 },
    ],
  });
  expect(check('Here it is 100, there 45.', chart(100)).ok).toBe(true);
  expect(check('Here it is 100, there 45.', chart(90)).ok).toBe(false);
});
