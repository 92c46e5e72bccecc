import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { type FunctionName, type GrantsOf, manifest } from '#functions/manifest.ts';
import { platform } from '#platform';
import { healingAssets } from '#shared/engine/healing-assets.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import { type Granted, type Grants, grantedMethods, restrictPorts } from '#shared/ports/grants.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** A function as Lambda calls it; on one machine `signal` fires when the run is cancelled. */
export type LambdaHandler = (event: unknown, context: Context & { signal?: AbortSignal }) => Promise<unknown>;

/** Names of the functions that a kind of trigger starts. */
export type StartedBy<K extends string> = {
  [N in FunctionName]: (typeof manifest)[N]['trigger'] extends { kind: K } ? N : never;
}[FunctionName];

/** What the work of a function gets beside its event. */
export interface Call<N extends FunctionName> {
  /** What its row in the manifest grants, and nothing else. */
  ports: Pick<Ports, Granted<GrantsOf<N>>>;
  /** Fires when the run is cancelled and shortly before the function's time is up. */
  signal: AbortSignal;
}

/** Time that is kept back to answer with a typed error before Lambda ends the function, in ms. */
const EARLY_MS = 1_000;

/** Makes a Lambda handler. Whatever `work` throws goes through `onError`, which gives the answer or throws. */
export function lambdaHandler<N extends FunctionName>(
  name: N,
  work: (event: unknown, call: Call<N>) => Promise<unknown>,
  onError: (error: AppError, event: unknown) => unknown = rethrow,
): LambdaHandler {
  const handler = middy<unknown, unknown>({
    timeoutEarlyInMillis: EARLY_MS,
    timeoutEarlyResponse: () => {
      throw new AppError('TOOL_TIMEOUT', `The function ${name} took longer than it may.`);
    },
  })
    .onError(({ error, event }) => onError(toAppError(error), event))
    .handler((event, context, { signal }) => {
      const cancelled = (context as { signal?: AbortSignal }).signal;
      return work(event, {
        ports: grantedPorts(name),
        signal: cancelled ? AbortSignal.any([signal, cancelled]) : signal,
      });
    });
  return handler as unknown as LambdaHandler;
}

function rethrow(error: AppError): never {
  throw error;
}

/** What the function's row grants; a step's lost asset is forgotten when it is met, so that the next run makes it anew. */
function grantedPorts<N extends FunctionName>(name: N): Pick<Ports, Granted<GrantsOf<N>>> {
  const grants: Grants = manifest[name].ports;
  const ports = restrictPorts(platform(), name, manifest[name].ports as GrantsOf<N>);
  if (!grants.ledger || !grantedMethods('ledger', grants.ledger).includes('forgetAsset')) return ports;
  const { assets, ledger } = ports as Pick<Ports, 'assets' | 'ledger'>;
  return Object.create(ports, { assets: { value: healingAssets(assets, ledger) } });
}
