import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { orderFilms, produce } from '#cli/make/produce.ts';
import { readRequest } from '#cli/make/request.ts';
import { createQuietReporter } from '#cli/progress/quiet-reporter.ts';
import { openHost } from '#local/host/host.ts';
import { WorkerPool } from '#local/pool/worker-pool.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { temporaryFolder } from '#tests/local-ports.ts';
import { BRIEF, filmHash, leftBehind } from '#tests/simulation/film.ts';
import { seededRandom } from '#tests/unit/local/asl/home.ts';
import { workerProcesses } from '#tests/worker-processes.ts';

const KILLS = 20;
const SEED = 20_261_120;
/** Between one kill and the next: time enough for a worker to start and to be in the middle of something. */
const GAP_MS = { least: 150, most: 1_500 };

/** Notes every claim that has to wait for somebody else's lease. */
function noteHeld({ ledger }: Ports, held: string[]): void {
  const claim = ledger.claim.bind(ledger);
  ledger.claim = async (tenant, key, lease) => {
    const answer = await claim(tenant, key, lease);
    if (answer.state === 'held') held.push(key);
    return answer;
  };
}

/** Makes the film in a new home, running it again when it failed because one task lost its worker twice. */
async function makeFilm(nextKill: () => number | undefined, strike: () => void) {
  const folder = await temporaryFolder();
  const [home, out] = [join(folder, 'home'), join(folder, 'out')];
  writeFileSync(join(folder, 'tides.md'), BRIEF);
  const held: string[] = [];
  const config = { home, searchPath: process.env.PATH ?? '', workers: 2, logLevel: 'error' as const };
  const host = await openHost(config, (ports) => {
    noteHeld(ports, held);
    return new WorkerPool({ size: config.workers, ports, settings: config });
  });
  let timer: NodeJS.Timeout | undefined;
  const arm = () => {
    const ms = nextKill();
    if (ms === undefined) return;
    timer = setTimeout(() => {
      strike();
      arm();
    }, ms);
  };
  arm();
  const errors: string[] = [];
  try {
    const request = await readRequest(join(folder, 'tides.md'), { quality: 'draft' });
    for (let made = false; !made; ) {
      const [order] = await orderFilms(request, out, host);
      if (order === undefined) throw new Error('There is no film to make.');
      made = await produce(order, host, createQuietReporter(process.stdout, process.stderr)).then(
        () => true,
        (error: Error) => {
          errors.push(error.message);
          if (!error.message.includes('SIGKILL')) throw error;
          return false;
        },
      );
    }
  } finally {
    clearTimeout(timer);
    await host.close();
  }
  // The next opening sweeps away the folders in which the dead were working.
  await (await openHost(config)).close();
  return { hash: filmHash(out, 'tides'), behind: leftBehind(home, out, 'tides'), held, errors };
}

test.skipIf(process.platform !== 'linux')(
  `workers killed with -9 at ${KILLS} random moments: the same film, nothing left behind, and no wait for a dead worker's lease`,
  { timeout: 600_000 },
  async () => {
    // Prepare
    const reference = await makeFilm(
      () => undefined,
      () => undefined,
    );
    const random = seededRandom(SEED);
    let kills = 0;
    const nextKill = () =>
      kills < KILLS ? GAP_MS.least + random.next() * (GAP_MS.most - GAP_MS.least) : undefined;
    const strike = () => {
      const workers = workerProcesses();
      const struck = workers[Math.floor(random.next() * workers.length)];
      if (struck === undefined) return;
      process.kill(struck, 'SIGKILL');
      kills += 1;
    };
    const films: Awaited<ReturnType<typeof makeFilm>>[] = [];

    // Act
    while (kills < KILLS) films.push(await makeFilm(nextKill, strike));

    // Assess
    expect(kills).toBe(KILLS);
    expect(new Set(films.map(({ hash }) => hash))).toEqual(new Set([reference.hash]));
    expect(films.flatMap(({ behind }) => behind)).toEqual([]);
    // Two branches never want the same step here, so a claim that is refused waits for a process that is dead.
    expect(reference.held).toEqual([]);
    expect(films.flatMap(({ held }) => held)).toEqual([]);
    expect(workerProcesses()).toEqual([]);
  },
);
