import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Check, NotLookedAt, type Visit } from '#cli/smoke/check.ts';
import { doorChecks } from '#cli/smoke/check-doors.ts';
import { filmChecks, makingChecks } from '#cli/smoke/check-film.ts';
import { endLiveChecks, openLiveChecks } from '#cli/smoke/check-live.ts';
import { startChecks } from '#cli/smoke/check-start.ts';
import { uploadChecks } from '#cli/smoke/check-upload.ts';
import { Installation } from '#cli/smoke/installation.ts';

/** Which installation is looked at, and how. */
export interface SmokeOptions {
  /** Address of the API. */
  url: string;
  token: string;
  /** Address of the live connection; without it nothing is watched live. */
  live?: string;
  /** Whether to go on after something that does not hold. */
  keepGoing: boolean;
  /** Seconds that a film may take. */
  patienceSeconds: number;
}

/** What came of a check. `seen` is what was seen, or why it was not looked at. */
export interface Outcome extends Pick<Check, 'title' | 'advice'> {
  result: 'holds' | 'fails' | 'not-looked-at';
  seen: string;
}

/** Who is told of it while it happens. */
export interface SmokeReporter {
  outcome(outcome: Outcome): void;
  progress(text: string): void;
}

/**
 * Looks at an installation like a careful user: who is let in, what is said to wrong requests, and whether a film is made,
 * once, and is what was asked for. Gives what came of each check; those after one that fails are not told. It leaves a text and two entries in the list of films.
 */
export async function smoke(options: SmokeOptions, reporter: SmokeReporter): Promise<Outcome[]> {
  const { url, token, live, keepGoing, patienceSeconds } = options;
  const folder = await mkdtemp(join(tmpdir(), 'reelwright-smoke-'));
  const visit: Visit = {
    installation: new Installation(url, token),
    ...(live === undefined ? {} : { live }),
    patienceSeconds,
    seed: Date.now() % 2 ** 31,
    folder,
    tellProgress: reporter.progress,
    found: {},
  };
  const outcomes: Outcome[] = [];
  try {
    for (const check of checksOf(live !== undefined)) {
      if (!keepGoing && outcomes.some(({ result }) => result === 'fails')) {
        outcomes.push(toOutcome(check, 'not-looked-at', 'stopped before'));
        continue;
      }
      const outcome = await lookAt(check, visit);
      outcomes.push(outcome);
      reporter.outcome(outcome);
    }
  } finally {
    visit.found.watch?.close();
    await rm(folder, { recursive: true, force: true });
  }
  return outcomes;
}

function checksOf(isLive: boolean): readonly Check[] {
  return [
    ...doorChecks,
    ...uploadChecks,
    ...startChecks,
    ...(isLive ? openLiveChecks : []),
    ...makingChecks,
    ...(isLive ? endLiveChecks : []),
    ...filmChecks,
  ];
}

async function lookAt(check: Check, visit: Visit): Promise<Outcome> {
  try {
    return toOutcome(check, 'holds', await check.look(visit));
  } catch (error) {
    const result = error instanceof NotLookedAt ? 'not-looked-at' : 'fails';
    return toOutcome(check, result, error instanceof Error ? error.message : String(error));
  }
}

function toOutcome({ title, advice }: Check, result: Outcome['result'], seen: string): Outcome {
  return { title, advice, result, seen };
}
