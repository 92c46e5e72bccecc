import { rm } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { FolderAssets } from '#local/assets.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { RunId } from '#shared/domain/identity.ts';
import { healingAssets } from '#shared/engine/healing-assets.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import { stepKey } from '#shared/engine/step-key.ts';
import { AppError } from '#shared/errors.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts } from '#tests/local-ports.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

const input = z.strictObject({ word: z.string() });
const output = z.strictObject({ length: z.int() });
type Work = (value: z.infer<typeof input>, context: StepContext) => Promise<{ length: number }>;

function measure(work: Work, version = 1) {
  return defineStep({ name: 'measure', version, input, output, run: work });
}

const never = new AbortController().signal;

async function environment(run = RUN) {
  return { tenant: TENANT, run, ports: await openLocalPorts(), signal: never };
}

test('a step with the same input is computed once and reused afterwards, also by another run', async () => {
  // Prepare
  const env = await environment();
  const work = vi.fn<Work>(async ({ word }) => ({ length: word.length }));
  // Act
  const first = await runStep(measure(work), { word: 'reel' }, env);
  const second = await runStep(measure(work), { word: 'reel' }, { ...env, run: RunId.parse('run-2') });
  // Assess
  expect([first, second]).toEqual([{ length: 4 }, { length: 4 }]);
  expect(work).toHaveBeenCalledTimes(1);
  const events = await env.ports.journal.read(TENANT, RunId.parse('run-2'));
  expect(events.map(({ event }) => event)).toMatchObject([{ type: 'step.finished', reused: true, usd: 0 }]);
});

const withIcu = (icu: string) => ({ runtime: { icu, renderLanes: [] } });
const ports = withIcu('78.2');

test('another version, input, dependency or ICU is another piece of work', async () => {
  const step = { name: 'measure', version: 1, dependsOn: { tool: '1' } };
  const keys = await Promise.all([
    stepKey(step, { word: 'a' }, ports),
    stepKey({ ...step, version: 2 }, { word: 'a' }, ports),
    stepKey({ ...step, dependsOn: { tool: '2' } }, { word: 'a' }, ports),
    stepKey({ ...step, name: 'other' }, { word: 'a' }, ports),
    stepKey(step, { word: 'b' }, ports),
    stepKey(step, { word: 'a' }, withIcu('79.1')),
  ]);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a step that does not follow ICU has the same key with any version of it', async () => {
  const step = { name: 'draw', version: 1, followsIcu: false };
  const keys = await Promise.all([
    stepKey(step, { a: 1 }, ports),
    stepKey(step, { a: 1 }, withIcu('79.1')),
    stepKey({ ...step, followsIcu: true }, { a: 1 }, ports),
  ]);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('the key does not depend on the order in which an object was written', async () => {
  const step = { name: 'measure', version: 1 };
  const keys = await Promise.all([
    stepKey(step, { a: 1, b: { c: 2, d: 3 } }, ports),
    stepKey(step, { b: { d: 3, c: 2 }, a: 1 }, ports),
  ]);
  expect(keys[1]).toBe(keys[0]);
});

test('a tool is asked for its version each time, and with another one the step is computed again', async () => {
  // Prepare
  const env = await environment();
  const work = vi.fn<Work>(async ({ word }) => ({ length: word.length }));
  let tool = '7.0';
  const step = { ...measure(work), dependsOn: async () => ({ tool }) };
  await runStep(step, { word: 'reel' }, env);
  // Act
  tool = '5.1';
  await runStep(step, { word: 'reel' }, env);
  // Assess
  expect(work).toHaveBeenCalledTimes(2);
});

test('of many callers at the same time one computes and all get the result', async () => {
  // Prepare
  const env = await environment();
  const work = vi.fn<Work>(async ({ word }) => {
    await env.ports.clock.sleep(30);
    return { length: word.length };
  });
  // Act
  const results = await Promise.all(
    Array.from({ length: 20 }, () => runStep(measure(work), { word: 'film' }, env)),
  );
  // Assess
  expect(new Set(results.map(({ length }) => length))).toEqual(new Set([4]));
  expect(work).toHaveBeenCalledTimes(1);
});

test('a step that fails is not kept, tells its code, and can be run again at once', async () => {
  // Prepare
  const env = await environment();
  const work = vi
    .fn<Work>(async ({ word }) => ({ length: word.length }))
    .mockRejectedValueOnce(new AppError('TOOL_CRASHED', 'The tool died.'));
  // Act
  const failing = runStep(measure(work), { word: 'cut' }, env);
  // Assess
  await expect(failing).rejects.toMatchObject({ code: 'TOOL_CRASHED' });
  await expect(runStep(measure(work), { word: 'cut' }, env)).resolves.toEqual({ length: 3 });
  const types = (await env.ports.journal.read(TENANT, RUN)).map(({ event }) => event.type);
  expect(types).toEqual(['step.started', 'step.failed', 'step.started', 'step.finished']);
});

test('input and output that do not fit their schemas are refused and nothing is kept', async () => {
  const env = await environment();
  const wrong = measure(async () => ({ length: 1.5 }));
  await expect(runStep(wrong, { word: 'a', more: 1 } as never, env)).rejects.toMatchObject({
    code: 'STEP_INPUT_INVALID',
  });
  await expect(runStep(wrong, { word: 'a' }, env)).rejects.toMatchObject({ code: 'STEP_OUTPUT_INVALID' });
  const key = await stepKey(wrong, { word: 'a' }, env.ports);
  expect(await env.ports.ledger.get(TENANT, key)).toBeUndefined();
});

test('an output of more than 32 KiB is refused: only references travel between steps', async () => {
  const env = await environment();
  const large = defineStep({
    name: 'large',
    version: 1,
    input,
    output: z.string(),
    run: async () => 'x'.repeat(33_000),
  });
  await expect(runStep(large, { word: 'a' }, env)).rejects.toMatchObject({ code: 'STEP_OUTPUT_INVALID' });
});

test('what a step tells the person is told again to every run that reuses its result', async () => {
  // Prepare
  const env = await environment();
  const step = measure(async (_, context) => {
    context.notice('SHORTER', 'The film is shorter.');
    context.notice('SHORTER', 'The film is shorter.');
    context.spend(0.25);
    return { length: 0 };
  });
  // Act
  await runStep(step, { word: '' }, env);
  await runStep(step, { word: '' }, { ...env, run: RunId.parse('run-2') });
  // Assess
  for (const run of ['run-1', 'run-2']) {
    const events = await env.ports.journal.read(TENANT, RunId.parse(run));
    expect(events.filter(({ event }) => event.type === 'notice')).toHaveLength(1);
  }
  const [, , finished] = await env.ports.journal.read(TENANT, RUN);
  expect(finished?.event).toMatchObject({ type: 'step.finished', usd: 0.25, reused: false });
});

test('a worker whose lease was taken over cannot commit, and is told to stop', async () => {
  // Prepare
  const clock = createVirtualClock();
  const ports = await openLocalPorts(clock);
  const env = { tenant: TENANT, run: RUN, ports, signal: never };
  const key = await stepKey(
    measure(async () => ({ length: 0 })),
    { word: 'late' },
    ports,
  );
  let stopped = false;
  const slow = measure(async (_, { signal }) => {
    signal.addEventListener('abort', () => {
      stopped = true;
    });
    // While this worker sleeps, its lease ends and another one computes the step.
    clock.jumpWall(0);
    await ports.ledger.release(TENANT, key, 1);
    const claim = await ports.ledger.claim(TENANT, key, { owner: 'other', leaseMs: 60_000 });
    expect(claim).toMatchObject({ state: 'claimed' });
    return { length: 99 };
  });
  // Act
  const late = runStep(slow, { word: 'late' }, env);
  // Assess
  await expect(late).rejects.toMatchObject({ code: 'LEASE_LOST' });
  expect(await ports.ledger.get(TENANT, key)).toBeUndefined();
  expect(stopped).toBe(false);
});

test('a step is cancelled by the signal of its run', async () => {
  const env = await environment();
  const controller = new AbortController();
  const waiting = measure(async (_, { signal, ports }) => {
    await ports.clock.sleep(60_000, signal);
    return { length: 0 };
  });
  const running = runStep(waiting, { word: 'stop' }, { ...env, signal: controller.signal });
  setTimeout(() => controller.abort(new AppError('CANCELLED', 'Stopped.')), 20);
  await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('an asset that is lost is made anew by the next run', async () => {
  // Prepare
  const env = await environment();
  const assets = healingAssets(env.ports.assets, env.ports.ledger);
  const keep = defineStep({
    name: 'keep',
    version: 1,
    input,
    output: z.strictObject({ ref: AssetRef }),
    run: async ({ word }, { ports, tenant }) => ({
      ref: await ports.assets.put(tenant, Buffer.from(word), 'text/plain'),
    }),
  });
  const { ref } = await runStep(keep, { word: 'film' }, env);
  await rm(env.ports.assetFolder, { recursive: true });
  // Act
  const reading = assets.get(TENANT, ref);
  // Assess
  await expect(reading).rejects.toMatchObject({
    code: 'ASSET_NOT_FOUND',
    hint: expect.stringContaining('made anew'),
  });
  await FolderAssets.open(env.ports.assetFolder, env.ports.ids);
  expect(await runStep(keep, { word: 'film' }, env)).toEqual({ ref });
  expect(Buffer.from(await assets.get(TENANT, ref)).toString()).toBe('film');
});

test('JSON assets are parsed both ways: what does not fit is neither kept nor given', async () => {
  const env = await environment();
  const step = measure(async (_, { readJson, writeJson }) => {
    const ref = await writeJson(z.strictObject({ n: z.number() }), { n: 1 });
    await expect(readJson(z.strictObject({ n: z.string() }), ref)).rejects.toMatchObject({
      code: 'ASSET_CORRUPT',
    });
    await expect(writeJson(z.strictObject({ n: z.number() }), { n: 'x' } as never)).rejects.toMatchObject({
      code: 'STEP_OUTPUT_INVALID',
    });
    return { length: (await readJson(z.strictObject({ n: z.number() }), ref)).n };
  });
  await expect(runStep(step, { word: 'json' }, env)).resolves.toEqual({ length: 1 });
});

test('what steps tell is told once a run: each message of a code, also when the result is reused', async () => {
  // Prepare
  const env = await environment();
  const step = measure(async ({ word }, context) => {
    context.notice('NO_VOICE', 'Nobody speaks Welsh.');
    context.notice('LINE_NOT_SPOKEN', `${word} is not said.`);
    context.notice('LINE_NOT_SPOKEN', `${word} is not sung.`);
    return { length: word.length };
  });
  const told = async (run: RunId) =>
    (await env.ports.journal.read(TENANT, run)).flatMap(({ event }) =>
      event.type === 'notice' ? [event.message] : [],
    );
  // Act
  for (const word of ['llan', 'bryn', 'llan']) await runStep(step, { word }, env);
  const second = { ...env, run: RunId.parse('run-2') };
  for (const word of ['llan', 'bryn']) await runStep(step, { word }, second);
  // Assess
  const all = [
    'Nobody speaks Welsh.',
    'llan is not said.',
    'llan is not sung.',
    'bryn is not said.',
    'bryn is not sung.',
  ];
  expect(await told(RUN)).toEqual(all);
  expect(await told(second.run)).toEqual(all);
});
