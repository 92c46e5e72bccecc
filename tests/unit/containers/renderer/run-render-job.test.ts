import path from 'node:path';
import { expect, test } from 'vitest';
import { EXIT, runRenderJob } from '#containers/renderer/run-render-job.ts';
import { type SegmentSpec, SegmentSpecs } from '#shared/domain/render-plan.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import { AppError } from '#shared/errors.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import type { LogFields } from '#shared/ports/log.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts, silentLog, temporaryFolder } from '#tests/local-ports.ts';
import { sampleTimeline } from '#tests/unit/shared/render/sample-film.ts';

const TEXTS = ['Deep down it is dark.', 'Nobody has been there.', 'Some fish glow.'];
const never = new AbortController().signal;

/** Ports of a home, a film's list of segments in it, and what is logged. */
async function home(change: Partial<SegmentSpec> = {}) {
  const lines: [string, LogFields][] = [];
  const log = (fields: LogFields): Ports['log'] => ({
    ...silentLog,
    info: (event, more) => lines.push([event, { ...fields, ...more }]),
    error: (event, more) => lines.push([event, { ...fields, ...more }]),
    with: (more) => log({ ...fields, ...more }),
  });
  const tools = createMediaTools({
    cacheFolder: await temporaryFolder(),
    searchPath: process.env.PATH ?? '',
  });
  const ports = { ...(await openLocalPorts()), log: log({}), tools };
  const planned = planSegments(await sampleTimeline(ports.assets, TEXTS));
  const specs = planned.map((spec) => ({ ...spec, ...change }));
  const segments = await writeJson(ports, TENANT, SegmentSpecs, specs);
  const argument = (first: number, count: number) =>
    JSON.stringify({
      tenant: TENANT,
      run: RUN,
      trace: '1-a-b',
      input: { segments, batch: { first, count } },
    });
  const events = async () => (await ports.journal.read(TENANT, RUN)).map(({ event }) => event);
  return { ports: ports as unknown as Ports, specs, argument, events, lines };
}

test('a job renders its batch into the ledger, and tells of each segment with run and trace', async () => {
  const { ports, specs, argument, events, lines } = await home();
  // Act
  const code = await runRenderJob([argument(1, 2)], ports, { signal: never, atOnce: 2 });
  // Assess
  expect(code).toBe(EXIT.done);
  const told = (await events()).filter((event) => event.type === 'progress');
  expect(told.map(({ item, total }) => `${item} of ${total}`).sort()).toEqual(['1 of 3', '2 of 3']);
  expect(lines.map(([event]) => event)).toEqual(['job.started', 'job.done']);
  for (const [, fields] of lines) expect(fields).toMatchObject({ run: RUN, tenant: TENANT, trace: '1-a-b' });
  // A function that comes after finds it done.
  const environment = { tenant: TENANT, run: RUN, ports, signal: never };
  const done = (await events()).filter(({ type }) => type === 'step.started').length;
  await runStep(renderSegmentStep, { segment: specs[2] as SegmentSpec }, environment);
  expect((await events()).filter(({ type }) => type === 'step.started')).toHaveLength(done);
});

test('when the machine is taken away the job asks to be done again and holds no lease', async () => {
  const { ports, argument, events } = await home();
  const stopping = new AbortController();
  const append = ports.journal.append.bind(ports.journal);
  ports.journal.append = async (...args) => {
    // The first news of a segment: two of them are under way now.
    queueMicrotask(() => stopping.abort(new Error('taken away')));
    return await append(...args);
  };
  // Act
  const code = await runRenderJob([argument(0, 5)], ports, { signal: stopping.signal, atOnce: 2 });
  // Assess
  expect(code).toBe(EXIT.again);
  const started = (await events()).filter((event) => event.type === 'step.started');
  expect(started.length).toBeGreaterThan(0);
  for (const { key } of started) {
    const claim = await ports.ledger.claim(TENANT, key, { owner: 'next', leaseMs: 1_000 });
    expect(claim.state).not.toBe('held');
  }
});

test.each([
  ['the store cannot be reached', 'STORE_UNAVAILABLE', EXIT.again],
  ['a segment is not what it should be', 'STEP_INPUT_INVALID', EXIT.failed],
] as const)('when %s the exit code says whether to try again', async (_, code, exit) => {
  const { ports, argument, lines } = await home();
  ports.ledger.claim = () => Promise.reject(new AppError(code, 'No.'));
  expect(await runRenderJob([argument(0, 2)], ports, { signal: never, atOnce: 2 })).toBe(exit);
  expect(lines.at(-1)).toMatchObject(['job.failed', { code }]);
});

test('on a machine without GPU a segment for one fails as a missing tool', async () => {
  const { ports, argument, lines } = await home({ encoder: 'nvenc' });
  expect(await runRenderJob([argument(0, 1)], ports, { signal: never, atOnce: 1 })).toBe(EXIT.failed);
  expect(lines.at(-1)).toMatchObject(['job.failed', { code: 'TOOL_MISSING' }]);
});

test.each([[[]], [['{}']], [['render it']], [['{"tenant":"local"}', 'more']]])(
  'arguments that are no job are refused: %j',
  async (args) => {
    const { ports } = await home();
    expect(await runRenderJob(args, ports, { signal: never, atOnce: 1 })).toBe(EXIT.wrongArgument);
  },
);

test('health is the proof that ffmpeg and fonts are there', async () => {
  const { ports, lines } = await home();
  expect(await runRenderJob(['health'], ports, { signal: never, atOnce: 1 })).toBe(EXIT.done);
  expect(lines).toMatchObject([['job.healthy', { ffmpeg: expect.stringContaining('ffmpeg version') }]]);
  const missing = createMediaTools({
    cacheFolder: await temporaryFolder(),
    ffmpegPath: path.resolve('none'),
  });
  const broken = { ...ports, tools: missing };
  expect(await runRenderJob(['health'], broken, { signal: never, atOnce: 1 })).toBe(EXIT.failed);
});
