import type { ReportedError } from '#tests/rehearsal/lambda/lambda-failure.ts';

/** What the host tells an environment: one invocation. */
export interface Invoke {
  requestId: string;
  /** JSON. */
  event: string;
  arn: string;
  trace: string;
  /** Milliseconds that it may take. */
  timeoutMs: number;
}

/** What an environment tells the host. */
export type FromRuntime =
  | { type: 'ready'; initMs: number }
  | { type: 'init-failed'; error: ReportedError }
  | { type: 'answer'; requestId: string; result?: string; error?: ReportedError };
