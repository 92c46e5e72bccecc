import { expect, test } from 'vitest';
import { describeStage } from '#cli/progress/format.ts';
import { createPlainReporter } from '#cli/progress/plain-reporter.ts';
import { StageView } from '#shared/brief/stages.ts';
import type { RunEvent, StoredEvent } from '#shared/domain/events.ts';

const stored = (event: RunEvent, at: number): StoredEvent => ({ version: at + 1, id: `e${at}`, at, event });
const started = (step: string): RunEvent => ({ type: 'step.started', step, key: 'k' });
const finished = (step: string, reused: boolean): RunEvent => ({
  ...{ type: 'step.finished', step, key: 'k', reused, durationMs: 1, usd: 0 },
});
const failed = (step: string): RunEvent => ({
  ...{ type: 'step.failed', step, key: 'k', code: 'TOOL_FAILED', message: 'No.' },
});

/** What the line of a stage says in the end, of events one second apart. */
function tell(name: string, ...events: (RunEvent | number)[]): string {
  const view = new StageView();
  let at = 1_000;
  for (const event of events) {
    at += typeof event === 'number' ? event : 1_000;
    if (typeof event !== 'number') view.apply(stored(event, at));
  }
  const stage = view.stages.find((each) => each.name === name);
  return stage ? `${stage.state} ${describeStage(stage)}` : '';
}

test.each<[string, string, (RunEvent | number)[], string]>([
  ['failed at once', 'Sound', [started('mix-audio'), failed('mix-audio')], 'failed 1.0 s'],
  [
    'failed after something was kept',
    'Sound',
    [finished('compose-music', true), failed('mix-audio')],
    'failed 1.0 s',
  ],
  ['was kept', 'Sound', [finished('compose-music', true), finished('mix-audio', true)], 'done (kept)'],
  [
    'was kept in part',
    'Sound',
    [finished('compose-music', true), finished('mix-audio', false)],
    'done 1.0 s',
  ],
  ['failed and then was done', 'Direct', [failed('direct'), finished('direct', true)], 'done 1.0 s'],
])('a stage that %s says so', (_, name, events, line) => {
  expect(tell(name, ...events)).toBe(line);
});

const HOUR = 3_600_000;

test('a pause between two commands is not counted, and what was done before keeps its time', () => {
  const events: (RunEvent | number)[] = [
    { type: 'run.started', workflow: 'produce-video', title: 'Tea' },
    started('direct'),
    finished('direct', false),
    started('mix-audio'),
    HOUR,
    { type: 'run.resumed' },
    started('mix-audio'),
    finished('mix-audio', false),
  ];
  expect(tell('Sound', ...events)).toBe('done 1.0 s');
  expect(tell('Direct', ...events)).toBe('done 1.0 s');
});

test.each([1, 7, 12, 300])(
  'a stage of %d items takes at most 10 plain lines, the first and the last among them',
  (total) => {
    const lines: string[] = [];
    const reporter = createPlainReporter({ write: (line) => lines.push(line) }, { write: () => undefined });
    reporter.event(stored(started('narrate-scene'), 0));
    for (let at = 1; at <= total; at += 1) {
      reporter.event(stored({ type: 'progress', stage: 'narrate', item: `scene-${at}`, total }, at));
      reporter.event(stored(started('narrate-scene'), at));
    }
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines.at(-1)).toMatch(new RegExp(`^Narrate: done ${total}/${total} `));
    if (total > 1) expect(lines[1]).toBe(`Narrate: running 1/${total}\n`);
  },
);
