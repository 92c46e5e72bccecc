import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { type FunctionName, type GrantsOf, manifest } from '#functions/manifest.ts';
import { platform } from '#platform';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import { faultPoint } from '#shared/engine/fault-points.ts';
import { healingAssets } from '#shared/engine/healing-assets.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import { type Granted, restrictPorts } from '#shared/ports/grants.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** What a handler's work gets beside its input. */
export interface Invocation<N extends FunctionName> {
  tenant: TenantId;
  run: RunId;
  ports: Pick<Ports, Granted<GrantsOf<N>>>;
  /** Fires when the run is cancelled and shortly before the function's time is up. */
  signal: AbortSignal;
}

/** A Lambda handler of a state machine's task. */
export type TaskHandler = (event: unknown, context: Context & { signal?: AbortSignal }) => Promise<unknown>;

/** Time that is kept back to answer with a typed error before Lambda ends the function, in ms. */
const EARLY_MS = 1_000;

/**
 * Makes the Lambda handler of a task: parses `{ tenant, run, input }`, hands over the ports that the function's row in the
 * manifest grants, and lets errors leave under their code, which is the name that state machines match on.
 */
export function taskHandler<N extends FunctionName, I extends z.ZodType>(
  name: N,
  inputSchema: I,
  work: (input: z.infer<I>, invocation: Invocation<N>) => Promise<unknown>,
): TaskHandler {
  const eventSchema = z.strictObject({ tenant: TenantId, run: RunId, input: inputSchema });
  const handler = middy<unknown, unknown>({
    timeoutEarlyInMillis: EARLY_MS,
    timeoutEarlyResponse: () => {
      throw new AppError('TOOL_TIMEOUT', `The function ${name} took longer than it may.`);
    },
  })
    .onError(({ error }) => {
      throw withHint(toAppError(error));
    })
    .handler(async (event, context, { signal }) => {
      const parsed = eventSchema.safeParse(event);
      if (!parsed.success) {
        throw new AppError('STEP_INPUT_INVALID', `The function ${name} was called with a wrong event.`, {
          cause: parsed.error,
        });
      }
      const { tenant, run, input } = parsed.data as { tenant: TenantId; run: RunId; input: z.infer<I> };
      const cancelled = (context as { signal?: AbortSignal }).signal;
      const answer = await work(input, {
        tenant,
        run,
        ports: grantedPorts(name),
        signal: cancelled ? AbortSignal.any([signal, cancelled]) : signal,
      });
      faultPoint('handler.before-answer', name);
      return answer;
    });
  return handler as unknown as TaskHandler;
}

/** What the function's row grants; a lost asset that it meets is forgotten, so that the next run makes it anew. */
function grantedPorts<N extends FunctionName>(name: N): Pick<Ports, Granted<GrantsOf<N>>> {
  const ports = restrictPorts(platform(), name, manifest[name].ports as GrantsOf<N>);
  const { assets, ledger } = ports as Pick<Ports, 'assets' | 'ledger'>;
  return Object.create(ports, { assets: { value: healingAssets(assets, ledger) } });
}

/** A state machine carries name and message on, nothing else: what to do goes into the message. */
function withHint(error: AppError): AppError {
  const { code, message, hint, afterMs } = error;
  if (hint === undefined) return error;
  return new AppError(code, `${message} ${hint}`, {
    ...(afterMs === undefined ? {} : { afterMs }),
    cause: error,
  });
}
