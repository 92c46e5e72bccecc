import { expect, test } from 'vitest';
import type { Ending } from '#cli/serve/deliver-dropped.ts';
import { createJsonNarrator, createPlainNarrator } from '#cli/serve/narrator.ts';
import type { RunEvent } from '#shared/domain/events.ts';
import type { FilmPackage } from '#shared/domain/package.ts';
import { RUN } from '#tests/ids.ts';

const run = { id: RUN, title: 'The lamp that saved a coast and all of its ships' };
const film = { verdict: 'degraded', reasons: ['It is short.'] } as unknown as FilmPackage;
const finished = (step: string): RunEvent => ({
  type: 'step.finished',
  step,
  key: step,
  reused: false,
  durationMs: 1,
  usd: 0,
});

function listen() {
  const lines: string[] = [];
  const errors: string[] = [];
  const narrate = createPlainNarrator(
    { write: (text) => lines.push(text) },
    { write: (text) => errors.push(text) },
  );
  let version = 0;
  const tell = (event: RunEvent, more: { isPast?: boolean; ending?: Ending } = {}) => {
    version += 1;
    const { isPast = false, ending } = more;
    narrate({
      run,
      isPast,
      event: { version, id: `${version}`, at: 1, event },
      ...(ending ? { ending } : {}),
    });
  };
  /** Without the time of day, which is the machine's. */
  const said = () => lines.map((line) => line.replace(/^\d\d:\d\d:\d\d {2}/, '').trimEnd());
  return { tell, said, errors };
}

test('whoever says no is told of with the reason', () => {
  const { tell, said } = listen();
  tell({ type: 'approval.given', gate: 'storyboard', verdict: 'rejected', by: 'owner', reason: 'dull' });
  expect(said()).toEqual(['The lamp that saved a coast and all of…: rejected by owner: dull']);
});

test('a film is told of in a few lines, with where it is and why it is not a better one', () => {
  const { tell, said } = listen();
  tell({ type: 'run.accepted', title: run.title });
  tell({ type: 'run.started', workflow: 'w', title: run.title });
  for (const step of ['read-sources', 'research', 'moderate', 'direct']) tell(finished(step));
  tell({ type: 'notice', code: 'A', message: 'The text is short.' });
  tell({ type: 'approval.asked', gate: 'storyboard' });
  tell({ type: 'run.succeeded' }, { ending: { film, path: 'out/lamp/film.mp4' } });
  const title = 'The lamp that saved a coast and all of…';
  expect(said()).toEqual([
    `${title}: accepted as ${RUN}`,
    `${title}: started`,
    `${title}: Write done (3/12)`,
    `${title}: note: The text is short.`,
    `${title}: waits for your word: GET /v1/productions/${RUN}, then POST /v1/productions/${RUN}/approve {"verdict":"approved"}`,
    `${title}: finished, degraded: out/lamp/film.mp4 It is short.`,
  ]);
});

test('a film that was put nowhere is told of with the address of its file', () => {
  const { tell, said } = listen();
  tell({ type: 'run.succeeded' }, { ending: { film: { ...film, verdict: 'passed' } } });
  expect(said()[0]).toMatch(new RegExp(`: finished, passed: /v1/productions/${RUN}/files/film\\.mp4$`));
});

test('what failed is an error that says what to do', () => {
  const { tell, said, errors } = listen();
  tell({ type: 'run.failed', code: 'BRIEF_INVALID', message: 'There is no text.', hint: 'Write one.' });
  expect(said()).toEqual([]);
  expect(errors[0]).toContain('failed: There is no text. Write one.');
});

test('what happened before the start is not told again, and counts', () => {
  const { tell, said } = listen();
  tell({ type: 'run.accepted', title: run.title }, { isPast: true });
  for (const step of ['read-sources', 'research']) tell(finished(step), { isPast: true });
  tell(finished('moderate'));
  expect(said()).toEqual([expect.stringContaining('Write done (3/12)')]);
});

test('for programs every event is a line of JSON with its production', () => {
  const lines: string[] = [];
  const narrate = createJsonNarrator({ write: (text) => lines.push(text) });
  const event = { version: 7, id: 'a', at: 0, event: { type: 'run.succeeded' as const } };
  narrate({ run, isPast: true, event });
  narrate({ run, isPast: false, event, ending: { film, path: 'out/lamp/film.mp4' } });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      type: 'run.succeeded',
      run: RUN,
      production: run.title,
      version: 7,
      at: '1970-01-01T00:00:00.000Z',
      verdict: 'degraded',
      reasons: ['It is short.'],
      path: 'out/lamp/film.mp4',
    },
  ]);
});

test('what anybody can write into a title moves no cursor and makes no line of its own', () => {
  const { tell, said } = listen();
  tell({ type: 'notice', code: 'A', message: 'one\n12:00:00  The lamp: finished\x1b[2J\u009b1A' });
  expect(said()).toHaveLength(1);
  expect(said()[0]).not.toMatch(/\p{Cc}/u);
});
