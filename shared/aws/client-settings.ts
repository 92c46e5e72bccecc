/** How long one attempt may take, in ms; no call that is made with it waits for anything. */
const ATTEMPT_MS = 5_000;
const CONNECT_MS = 1_000;

/**
 * What every AWS client of this home is made with; region, credentials and endpoint come from the environment. An attempt
 * that hangs is ended and made again. Standard mode waits with full jitter between attempts and stops retrying when most
 * of them fail (docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
export function clientSettings(attemptMs: number = ATTEMPT_MS) {
  return {
    maxAttempts: 4,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: attemptMs,
      throwOnRequestTimeout: true,
    },
  } as const;
}
