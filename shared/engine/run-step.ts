import type * as z from 'zod';
import type { RunEvent } from '#shared/domain/events.ts';
import { acquire } from '#shared/engine/acquire.ts';
import { faultPoint } from '#shared/engine/fault-points.ts';
import { holdLease } from '#shared/engine/hold-lease.ts';
import type { Step } from '#shared/engine/step.ts';
import { createStepContext } from '#shared/engine/step-context.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { canonicalJson, sha256, stepKey } from '#shared/engine/step-key.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import type { NewEvent } from '#shared/ports/journal.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { StepRecord } from '#shared/ports/step-ledger.ts';

/** Largest output of a step as JSON, one eighth of what a state of Step Functions may hold. */
export const MAX_OUTPUT_BYTES = 32 * 1024;

/**
 * Runs a step, or takes its result from the ledger when the same work was done before. Result, events and outgoing
 * messages become true together. Throws `STEP_INPUT_INVALID`, `STEP_OUTPUT_INVALID`, `CANCELLED`, `LEASE_LOST`, and
 * whatever the step throws.
 */
export async function runStep<I extends z.ZodType, O extends z.ZodType, P extends keyof Ports>(
  step: Step<I, O, P>,
  rawInput: z.input<I>,
  environment: StepEnvironment<P>,
): Promise<z.infer<O>> {
  const { ports, tenant, run } = environment;
  const input = parse(step.input, rawInput, 'STEP_INPUT_INVALID', step.name);
  const key = await stepKey(step, input, ports);
  const about = { step: step.name, key, ...(step.subject ? { subject: step.subject(input) } : {}) };

  faultPoint('step.before-claim', `${step.name} ${key}`);
  const claim = await acquire(environment, key);
  if (claim.state === 'done') {
    await ports.journal.append(tenant, run, finishedEvents(about, claim.record, true));
    return parse(step.output, claim.record.output, 'STEP_OUTPUT_INVALID', step.name);
  }

  const lease = holdLease(environment, key, claim.fence);
  try {
    faultPoint('step.after-claim', `${step.name} ${key}`);
    await ports.journal.append(tenant, run, [
      event(`${key}:started:${claim.fence}`, { type: 'step.started', ...about }),
    ]);
    const { context, collected } = createStepContext<P>({ ...environment, signal: lease.signal });
    const startedAt = ports.clock.monotonic();
    const output = parse(step.output, await step.run(input, context), 'STEP_OUTPUT_INVALID', step.name);
    assertSmall(step.name, output);
    const record: StepRecord = {
      step: step.name,
      output,
      durationMs: Math.round(ports.clock.monotonic() - startedAt),
      usd: collected.usd,
      notices: collected.notices,
      assets: [...collected.assets].sort(),
      run,
    };
    faultPoint('step.before-commit', `${step.name} ${key}`);
    lease.signal.throwIfAborted();
    await ports.ledger.commit(tenant, key, claim.fence, {
      record,
      run,
      events: finishedEvents(about, record, false),
      messages: [],
    });
    faultPoint('step.after-commit', `${step.name} ${key}`);
    return output;
  } catch (thrown) {
    const error = toAppError(lease.signal.aborted ? (lease.signal.reason ?? thrown) : thrown);
    // Telling of a failure must not hide it: the lease also ends by itself.
    await Promise.allSettled([
      ports.ledger.release(tenant, key, claim.fence),
      ports.journal.append(tenant, run, [
        event(`${key}:failed:${claim.fence}`, {
          type: 'step.failed',
          ...about,
          code: error.code,
          message: error.message,
        }),
      ]),
    ]);
    throw error;
  } finally {
    lease.end();
  }
}

function finishedEvents(
  about: { step: string; key: string; subject?: string },
  { durationMs, usd, notices }: StepRecord,
  reused: boolean,
): NewEvent[] {
  return [
    // Told once a run, however many of its steps have the same to tell.
    ...notices.map((notice) =>
      event(`notice:${sha256(canonicalJson(notice))}`, { type: 'notice', ...notice }),
    ),
    // Computed and reused share one id: after a crash behind the commit the run counts its own result once.
    event(`${about.key}:finished`, {
      type: 'step.finished',
      ...about,
      reused,
      durationMs: reused ? 0 : durationMs,
      usd: reused ? 0 : usd,
    }),
  ];
}

function event(id: string, body: RunEvent): NewEvent {
  return { id, event: body };
}

function parse<S extends z.ZodType>(
  schema: S,
  value: unknown,
  code: 'STEP_INPUT_INVALID' | 'STEP_OUTPUT_INVALID',
  step: string,
): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const what = code === 'STEP_INPUT_INVALID' ? 'input' : 'output';
  throw new AppError(code, `The ${what} of the step ${step} does not fit its schema.`, {
    cause: result.error,
  });
}

function assertSmall(step: string, output: unknown): void {
  const bytes = Buffer.byteLength(JSON.stringify(output));
  if (bytes <= MAX_OUTPUT_BYTES) return;
  throw new AppError(
    'STEP_OUTPUT_INVALID',
    `The output of the step ${step} has ${bytes} bytes; ${MAX_OUTPUT_BYTES} are allowed.`,
  );
}
