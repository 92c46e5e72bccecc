import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodeFor } from '#cli/make/command.ts';
import { handOver } from '#cli/make/hand-over.ts';
import type { FilmPackage } from '#shared/domain/package.ts';
import { ProductionReport } from '#shared/domain/production-report.ts';
import { TENANT } from '#tests/ids.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';

const BRIEF = 'ab'.repeat(32);

/** A place for films, and what hands one over that holds the given words. */
async function studio() {
  const { assets } = await openLocalPorts();
  const folder = await temporaryFolder();
  const report = ProductionReport.parse({
    version: 1,
    run: 'run',
    title: 'Tea',
    verdict: 'passed',
    reasons: [],
    notices: [],
    delivery: {
      version: 1,
      film: { hash: BRIEF, mediaType: 'video/mp4', bytes: 1 },
      verdict: 'passed',
      reasons: [],
      checks: [],
    },
    review: { score: 1, findings: [] },
    costs: { usd: 0 },
    timings: { computedMs: 0, steps: 0, reused: 0, bySteps: [] },
    provenance: [],
  });
  const make = async (verdict: FilmPackage['verdict'], words: string) => {
    const keep = (text: string) => assets.put(TENANT, Buffer.from(text), 'application/json');
    const film: FilmPackage = {
      ...{ version: 1, title: 'Tea', verdict, reasons: [], seconds: 1, scenes: 1, width: 2, height: 2 },
      files: [
        { name: 'film.mp4', ref: await keep(words) },
        { name: 'report.json', ref: await keep(JSON.stringify(report)) },
      ],
    };
    return await handOver(film, { path: folder, brief: BRIEF }, { tenant: TENANT, assets });
  };
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  return { folder, make, read };
}

test('a film that failed its check does not take the place of an earlier one', async () => {
  const { folder, make, read } = await studio();
  expect(await make('degraded', 'good')).toBe(folder);
  expect(await make('failed', 'bad')).toBe(join(folder, 'failed'));
  expect([await read('film.mp4'), await read('failed/film.mp4')]).toEqual(['good', 'bad']);
  expect(await readdir(join(folder, 'failed'))).toEqual(['film.mp4', 'report.json']);
});

test('the next good film clears the failed one away, but nothing of the person’s', async () => {
  const { folder, make, read } = await studio();
  await make('failed', 'bad');
  await make('passed', 'good');
  expect(await readdir(folder)).toEqual(['film.mp4', 'report.json']);
  await make('failed', 'bad');
  await writeFile(join(folder, 'failed/why.txt'), 'mine');
  await make('passed', 'better');
  expect([await read('film.mp4'), await readdir(join(folder, 'failed'))]).toEqual(['better', ['why.txt']]);
});

test('the report says which brief the film was made from', async () => {
  const { make, read } = await studio();
  await make('passed', 'good');
  expect(ProductionReport.parse(JSON.parse(await read('report.json'))).brief).toBe(BRIEF);
});

test.each([
  [['passed'], 0],
  [['degraded'], 3],
  [['failed'], 2],
  [['passed', 'degraded'], 3],
  [['degraded', 'failed', 'passed'], 2],
] as const)('films whose verdicts are %j end the command with exit code %d', (verdicts, code) => {
  expect(exitCodeFor(verdicts.map((verdict) => ({ verdict })))).toBe(code);
});
