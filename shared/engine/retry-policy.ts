import { ERRORS, type ErrorCode } from '#shared/errors.ts';

/** One entry of a `Retry` block of the Amazon States Language. */
export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds: number;
  BackoffRate: number;
  MaxAttempts: number;
  JitterStrategy: 'FULL' | 'NONE';
}

/** Errors by which Lambda itself reports that an invocation did not come about; AWS advises to retry them. */
const LAMBDA_ERRORS = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

/** A process that died: tried once more, since bad input that kills it would do so every time. */
const CRASHES = ['Runtime.ExitError', 'Lambda.Unknown', 'Sandbox.Timedout', 'TOOL_CRASHED', 'TOOL_TIMEOUT'];

/** The `Retry` block that every task carries, made from the table of errors. */
export const TASK_RETRY: readonly Retrier[] = [
  { ErrorEquals: LAMBDA_ERRORS, IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 4, JitterStrategy: 'FULL' },
  { ErrorEquals: CRASHES, IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 1, JitterStrategy: 'NONE' },
  {
    ErrorEquals: (Object.keys(ERRORS) as ErrorCode[]).filter(
      (code) => ERRORS[code].retry === 'backoff' && !CRASHES.includes(code),
    ),
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxAttempts: 3,
    JitterStrategy: 'FULL',
  },
];
