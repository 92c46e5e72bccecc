import { STATUS_CODES } from 'node:http';
import { type AppError, ERRORS } from '#shared/errors.ts';

/** What every answer carries: JSON of one member, which nobody in between may keep. */
export const ANSWER_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** An answer as API Gateway takes it from a function. */
export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * An error as `application/problem+json` (RFC 9457) with its code, what to do, and the request's id. Neither cause nor stack
 * leave, and of what is our own fault not even the sentence.
 */
export function problem(error: AppError, requestId: string): HttpAnswer {
  const { code, message, hint, afterMs } = error;
  const status = ERRORS[code].httpStatus;
  const ours = code === 'INTERNAL';
  return {
    statusCode: status,
    headers: {
      ...ANSWER_HEADERS,
      'content-type': 'application/problem+json',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(afterMs === undefined ? {} : { 'retry-after': String(Math.ceil(afterMs / 1_000)) }),
    },
    body: JSON.stringify({
      type: 'about:blank',
      title: STATUS_CODES[status],
      status,
      detail: ours ? 'Something went wrong inside Reelwright.' : message,
      code,
      ...(hint === undefined || ours ? {} : { hint }),
      requestId,
    }),
  };
}
