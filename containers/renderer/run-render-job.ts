import { RenderJob, renderBatch } from '#containers/renderer/render-batch.ts';
import { jobs } from '#functions/jobs.ts';
import { healingAssets } from '#shared/engine/healing-assets.ts';
import { AppError, ERRORS, toAppError } from '#shared/errors.ts';
import { restrictPorts } from '#shared/ports/grants.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** How the process of a job ends: Batch starts a job again after `again` (see `infra/`), and after no other code. */
export const EXIT = {
  /** Every segment of the batch is in the ledger. */
  done: 0,
  /** Doing it again would fail again. */
  failed: 1,
  /** The argument is not one JSON object of the right form; `EX_USAGE` of sysexits.h. */
  wrongArgument: 64,
  /** The machine is taken away, or something failed that may be there the next time; `EX_TEMPFAIL` of sysexits.h. */
  again: 75,
} as const;

/** The row whose grants hold; that of the job with a GPU is the same. */
const ROW = 'render-segments';

/**
 * Runs one job: `args` is one JSON object ({@link RenderJob}), or `health`, which only proves that ffmpeg and fonts are
 * there. When `signal` fires all leases are given back. Gives the exit code; never throws.
 */
export async function runRenderJob(
  [argument = '', ...more]: readonly string[],
  platform: Ports,
  { signal, atOnce }: { signal: AbortSignal; atOnce: number },
): Promise<number> {
  if (argument === 'health') return await proveHealth(platform);
  const ports = restrictPorts(platform, ROW, jobs[ROW].ports);
  const job = parseJob(more.length === 0 ? argument : '');
  if (!job) {
    ports.log.error('job.wrong-argument', { bytes: argument.length });
    return EXIT.wrongArgument;
  }
  const { tenant, run, trace, input } = job;
  const log = ports.log.with({ tenant, run, ...(trace ? { trace } : {}), job: ROW, ...input.batch });
  const assets = healingAssets(ports.assets, ports.ledger);
  const granted: typeof ports = Object.create(ports, { assets: { value: assets }, log: { value: log } });
  const startedAt = ports.clock.monotonic();
  const milliseconds = () => Math.round(ports.clock.monotonic() - startedAt);
  log.info('job.started', { atOnce });
  try {
    await renderBatch(input, { tenant, run, ports: granted, signal }, atOnce);
    log.info('job.done', { milliseconds: milliseconds() });
    return EXIT.done;
  } catch (thrown) {
    const { code, message, cause } = toAppError(thrown);
    const again = signal.aborted || ERRORS[code].retry === 'backoff';
    log.error('job.failed', { code, message, cause, again, milliseconds: milliseconds() });
    return again ? EXIT.again : EXIT.failed;
  }
}

async function proveHealth({ tools, log }: Pick<Ports, 'tools' | 'log'>): Promise<number> {
  try {
    log.info('job.healthy', { ffmpeg: await tools.version('ffmpeg'), fonts: await tools.version('fonts') });
    return EXIT.done;
  } catch (thrown) {
    log.error('job.unhealthy', { code: toAppError(thrown).code, message: toAppError(thrown).message });
    return EXIT.failed;
  }
}

function parseJob(argument: string): RenderJob | undefined {
  try {
    return RenderJob.parse(JSON.parse(argument));
  } catch {
    return undefined;
  }
}

/** Why a job is stopped from outside. */
export function takenAway(): AppError {
  return new AppError('CANCELLED', 'The machine of the job is being taken away.');
}
