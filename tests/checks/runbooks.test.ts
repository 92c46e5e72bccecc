import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALARMS, anchor, runbook } from '#infra/alarms.ts';

const headings = [...readFileSync('docs/guides/operate.md', 'utf8').matchAll(/^#+ (.+)$/gm)].map(
  ([, heading = '']) => anchor(heading.trim()),
);

test.each(Object.entries(ALARMS))(
  'the guide to operation says what to do about the alarm %s',
  (_, { title }) => {
    expect(headings.filter((heading) => heading === anchor(title))).toHaveLength(1);
  },
);

test('an alarm of a stage that names no repository points to the guide by its path', () => {
  expect(runbook('films-failed')).toBe('docs/guides/operate.md#a-film-failed');
});
