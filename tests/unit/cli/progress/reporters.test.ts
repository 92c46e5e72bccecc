import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { sayVerdict } from '#cli/progress/format.ts';
import { createJsonReporter } from '#cli/progress/json-reporter.ts';
import { createPlainReporter } from '#cli/progress/plain-reporter.ts';
import { createQuietReporter } from '#cli/progress/quiet-reporter.ts';
import type { Finished, Reporter } from '#cli/progress/reporter.ts';
import { createTerminalReporter } from '#cli/progress/terminal-reporter.ts';
import type { RunEvent } from '#shared/domain/events.ts';
import { AppError } from '#shared/errors.ts';

const finished: Finished = {
  path: 'out/tea/film.mp4',
  bytes: 4_200_000,
  elapsedMs: 31_400,
  film: {
    version: 1,
    title: 'Tea',
    verdict: 'degraded',
    reasons: ['The film is shorter than asked.'],
    seconds: 44.9,
    scenes: 10,
    width: 1920,
    height: 1080,
    files: [{ name: 'film.mp4', ref: { hash: '0'.repeat(64), mediaType: 'video/mp4', bytes: 1 } }],
  },
};

function collect() {
  let text = '';
  return { write: (more: string) => (text += more), text: () => text };
}

function play(reporter: Reporter): void {
  const events: RunEvent[] = [
    { type: 'step.started', step: 'read-sources', key: 'k1' },
    { type: 'step.finished', step: 'read-sources', key: 'k1', reused: true, durationMs: 0, usd: 0 },
    { type: 'notice', code: 'SHORTER_THAN_ASKED', message: 'The text is short.' },
    { type: 'notice', code: 'SHORTER_THAN_ASKED', message: 'The text is short.' },
    { type: 'step.started', step: 'narrate-scene', key: 'k2' },
    { type: 'step.finished', step: 'narrate-scene', key: 'k2', reused: false, durationMs: 9, usd: 0 },
    { type: 'progress', stage: 'narrate', item: 'scene-001', total: 2 },
    { type: 'progress', stage: 'narrate', item: 'scene-002', total: 2 },
  ];
  reporter.begin('tea', false);
  for (const [at, event] of events.entries()) {
    reporter.event({ version: at + 1, id: `e${at}`, at: 1000 * at, event });
  }
  reporter.finish(finished);
}

test('plain lines tell each stage once, notices once, and end with path, length, size and verdict', () => {
  const out = collect();
  play(createPlainReporter(out, collect()));
  expect(out.text().split('\n')).toEqual([
    'Making tea',
    'Read: running',
    'Read: done (kept)',
    'Note: The text is short.',
    'Narrate: running',
    'Narrate: running 1/2',
    'Narrate: done 2/2  3.0 s',
    'Tea  (44.9 s, 1920×1080, 4.2 MB, 10 scenes, made in 31.4 s)',
    '  The film is shorter than asked.',
    'degraded: The film is shorter than asked  out/tea/film.mp4',
    '',
  ]);
});

test('JSON lines are one object each, and the last one says how it ended', () => {
  const out = collect();
  play(createJsonReporter(out));
  const lines = out
    .text()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toEqual({ type: 'begin', title: 'tea', resumed: false });
  expect(lines.at(-1)).toMatchObject({
    type: 'finished',
    verdict: 'degraded',
    path: 'out/tea/film.mp4',
    seconds: 44.9,
    summary: 'degraded: The film is shorter than asked  out/tea/film.mp4',
  });
  expect(lines).toHaveLength(10);
});

test('quiet prints the path alone, and errors and what a film lacks on standard error', () => {
  const out = collect();
  const errors = collect();
  const reporter = createQuietReporter(out, errors);
  play(reporter);
  reporter.fail(new AppError('STORE_FULL', 'The disk is full.', { hint: 'Free some space.' }));
  expect(out.text()).toBe('out/tea/film.mp4\n');
  expect(errors.text()).toBe(
    'Degraded: The film is shorter than asked.\nError: The disk is full. Free some space.\n',
  );
});

test('a terminal shows stages, notices and the verdict, and gets its cursor back', () => {
  const out = collect();
  play(createTerminalReporter(Object.assign(out, { columns: 80 }), collect(), true));
  const plain = stripVTControlCharacters(out.text());
  expect(plain).toContain('✓ Narrate');
  expect(plain).toContain('Note: The text is short.');
  expect(plain).toMatch(/degraded: The film is shorter than asked {2}out\/tea\/film.mp4\n$/);
  expect(out.text().lastIndexOf('\x1b[?25h')).toBeGreaterThan(out.text().lastIndexOf('\x1b[?25l'));
});

test.each<[string, (out: ReturnType<typeof collect>, errors: ReturnType<typeof collect>) => Reporter]>([
  ['plain', createPlainReporter],
  ['quiet', createQuietReporter],
  ['terminal', (out, errors) => createTerminalReporter(out, errors, false)],
])('%s says of a film that failed its check where it was put', (name, create) => {
  const [out, errors] = [collect(), collect()];
  const path = 'out/tea/failed/film.mp4';
  create(out, errors).finish({ ...finished, path, film: { ...finished.film, verdict: 'failed' } });
  const told = name === 'quiet' ? errors.text() : out.text();
  expect(told).toContain(path);
  expect(told).toContain('The film is shorter than asked.');
  expect(told).toMatch(/put aside|failed its check/);
});

test.each([
  ['passed', [], 'passed  out/tea/film.mp4'],
  ['degraded', ['One.', 'Two.'], 'degraded: One; Two  out/tea/film.mp4'],
  ['failed', ['x'.repeat(300), 'Two.'], 'failed: 2 reasons  out/tea/film.mp4'],
  ['degraded', ['One.', 'x'.repeat(300)], 'degraded: One; 1 reason more  out/tea/film.mp4'],
] as const)(
  'the last line of a film that is %s says why as far as there is room',
  (verdict, reasons, line) => {
    const film = { ...finished.film, verdict, reasons: [...reasons] };
    expect(sayVerdict({ film, path: finished.path })).toBe(line);
  },
);

test('what the person stopped is not told as failed', () => {
  const out = collect();
  const reporter = createPlainReporter(out, collect());
  const failed = {
    type: 'step.failed',
    step: 'render-segment',
    key: 'k',
    code: 'CANCELLED',
    message: 'Stopped.',
  } as const;
  reporter.begin('tea', false);
  reporter.event({ version: 1, id: 'a', at: 1, event: failed });
  expect(out.text()).not.toContain('failed');
});
