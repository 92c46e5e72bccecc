import { AppError, type ErrorCode } from '#shared/errors.ts';

/** Refusals of every service that mean: not now. Limits are those of what runs or is under way at a time. */
const LATER =
  /Throttl|ThroughputExceeded|TooManyRequests|LimitExceeded|OverLimit|ServiceUnavailable|InternalServer|InternalFailure|InternalError|RequestTimeout|TimeoutError|ServerException/;
const TOO_MANY_REQUESTS = 429;

/**
 * What a call of an AWS client threw, as an error of the family. `codes` says what refusals of that service mean here, by
 * their names; throttling, faults of the service and of the way to it are `STORE_UNAVAILABLE`, anything else `INTERNAL`.
 * `what` names the thing for the message.
 */
export function serviceError(
  error: unknown,
  what: string,
  codes: Readonly<Record<string, ErrorCode>> = {},
): AppError {
  if (error instanceof AppError) return error;
  const {
    name = '',
    code,
    $metadata,
  } = (error ?? {}) as {
    name?: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  const known = codes[name];
  if (known !== undefined) return new AppError(known, `${what}: ${meaning(known)}.`, { cause: error });
  if (name === 'AbortError') return new AppError('CANCELLED', `${what}: it was cancelled.`, { cause: error });
  const status = $metadata?.httpStatusCode;
  const busy = status === TOO_MANY_REQUESTS || (status ?? 0) >= 500;
  const later = busy || LATER.test(name) || (status === undefined && code !== undefined);
  if (later)
    return new AppError('STORE_UNAVAILABLE', `${what} cannot be reached at the moment.`, { cause: error });
  return new AppError('INTERNAL', `${what}: AWS refused a call (${name}).`, { cause: error });
}

function meaning(code: ErrorCode): string {
  switch (code) {
    case 'NOT_FOUND':
      return 'there is no such thing';
    case 'STORE_CONFLICT':
      return 'it is there already, or in another state';
    case 'LEASE_LOST':
      return 'it is no longer in these hands';
    case 'OPTION_INVALID':
      return 'that is not allowed';
    default:
      return 'it cannot be done';
  }
}
