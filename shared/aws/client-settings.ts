import { RetryBudget } from '#shared/aws/retry-budget.ts';

/** How long one attempt may take, in ms; no call that is made with it waits for anything. */
const ATTEMPT_MS = 5_000;
/** Much more than a connection takes: it counts as lost too while this process computes and does not look, or has little CPU. */
const CONNECT_MS = 3_000;

/**
 * What every AWS client of this home is made with; region, credentials and endpoint come from the environment. An attempt
 * that hangs is ended and made again.
 */
export function clientSettings(attemptMs: number = ATTEMPT_MS) {
  return {
    retryStrategy: new RetryBudget(),
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: attemptMs,
      throwOnRequestTimeout: true,
    },
  };
}
