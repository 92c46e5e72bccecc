import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { jobs as rows } from '#functions/jobs.ts';
import { openStores } from '#local/host/open-stores.ts';
import { runJobProcess } from '#local/jobs/job-process.ts';
import { SegmentSpecs } from '#shared/domain/render-plan.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { temporaryFolder } from '#tests/local-ports.ts';
import { sampleTimeline } from '#tests/unit/shared/render/sample-film.ts';

const ROOT = new URL('../../../../', import.meta.url);
const never = new AbortController().signal;

/** A home with the segments of a film in it, and a job of the renderer's own entry that renders them all. */
async function renderJob(quality: 'draft' | 'standard') {
  const folder = await temporaryFolder();
  const config = {
    home: join(folder, 'home'),
    searchPath: process.env.PATH ?? '',
    logLevel: 'info',
  } as const;
  const { ports, close } = await openStores({ ...config, workers: 1 });
  onTestFinished(close);
  const texts = ['Deep down it is dark.', 'Nobody has been there.'];
  const specs = planSegments(await sampleTimeline(ports.assets, texts, { quality }));
  const segments = await writeJson(ports, TENANT, SegmentSpecs, specs);
  const batch = { first: 0, count: specs.length };
  const entry = join(folder, 'entry.mjs');
  const pidFile = join(folder, 'pid');
  await writeFile(
    entry,
    `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
     await import(${JSON.stringify(new URL(rows['render-segments'].entry, ROOT).href)});`,
  );
  const order = {
    name: 'render-segments',
    definition: { ...rows['render-segments'], entry },
    tenant: TENANT,
    command: [JSON.stringify({ tenant: TENANT, run: RUN, input: { segments, batch } })],
    environment: {},
    signal: never,
  };
  const home = { settings: config, ports: ports as unknown as Ports };
  const started = async () =>
    (await ports.journal.read(TENANT, RUN)).flatMap(({ event }) =>
      event.type === 'step.started' ? [event.key] : [],
    );
  return {
    ports,
    started,
    run: () => runJobProcess(home, order),
    pidFile,
    segments: specs.length,
  };
}

test('the renderer runs as a child process of the home and leaves its results in the ledger', async () => {
  const { ports, started, run, segments } = await renderJob('draft');
  await expect(run()).resolves.toMatchObject({ code: 0 });
  const keys = await started();
  expect(keys).toHaveLength(segments);
  for (const key of keys)
    expect(await ports.ledger.get(TENANT, key)).toMatchObject({ step: 'render-segment' });
});

test.skipIf(process.platform === 'win32')(
  'a renderer that is told to end gives its leases back and asks to be started again',
  async () => {
    const { ports, started, run, pidFile } = await renderJob('standard');
    const running = run();
    await vi.waitFor(async () => expect(await started()).not.toEqual([]), 10_000);
    process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGTERM');
    expect(await running).toMatchObject({ code: 75 });
    for (const key of await started()) {
      const claim = await ports.ledger.claim(TENANT, key, { owner: 'next', leaseMs: 1_000 });
      expect(claim.state).not.toBe('held');
    }
  },
);
