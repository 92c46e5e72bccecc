import { expect, test } from 'vitest';
import { runsToLeft, visualOrder } from '#shared/render/captions/word-order.ts';

/** The words from left to right as they are seen. */
function seen(line: string): string {
  const words = line.split(' ');
  return visualOrder(words, runsToLeft(line))
    .map((at) => words[at])
    .join(' ');
}

test.each([
  ['words of one script that runs to the right', 'the deep sea', 'the deep sea'],
  ['words of one script that runs to the left', 'עמוק מתחת לפני', 'לפני מתחת עמוק'],
  ['Latin words within Hebrew keep their order', 'הים הגדול של New York עמוק', 'עמוק New York של הגדול הים'],
  ['a number after a Latin word stands at its right', 'הים iPhone 15 עמוק', 'עמוק iPhone 15 הים'],
  ['a number within Hebrew stands where it is read', 'בשנת 1950 ועד 2020 היו', 'היו 2020 ועד 1950 בשנת'],
  ['Arabic digits never join a Latin word', 'البحر iPhone ١٥ عميق', 'عميق ١٥ iPhone البحر'],
  ['a dash between Latin words stays between them', 'הים sea — ocean עמוק מאוד', 'מאוד עמוק sea — ocean הים'],
  ['a dash between two directions follows the line', 'הים sea — עמוק מאוד', 'מאוד עמוק — sea הים'],
  [
    'Hebrew words within Latin stand in their own order',
    'they say שלום עולם to all',
    'they say עולם שלום to all',
  ],
])('%s', (_, line, order) => {
  expect(seen(line)).toBe(order);
});

test('a line runs where most of its letters run, whatever it begins with', () => {
  expect(runsToLeft('NASA أطلقت مركبة جديدة إلى القمر')).toBe(true);
  expect(runsToLeft('The word שלום means peace')).toBe(false);
  expect(runsToLeft('2020 — 70 %')).toBe(false);
});
