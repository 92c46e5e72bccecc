/**
 * Every way in which Reelwright can fail: whether trying again can help, and the HTTP status it maps to.
 * `Retry` and `Catch` in the state machines are checked against this table by a test.
 */
export const ERRORS = {
  BRIEF_INVALID: { retry: 'never', httpStatus: 400 },
  BRIEF_UNREADABLE: { retry: 'never', httpStatus: 422 },
  OPTION_INVALID: { retry: 'never', httpStatus: 400 },
  STYLE_INVALID: { retry: 'never', httpStatus: 400 },
  TIMELINE_INVALID: { retry: 'never', httpStatus: 422 },
  SOURCE_MISSING: { retry: 'never', httpStatus: 422 },
  CONFIG_INVALID: { retry: 'never', httpStatus: 500 },
  FETCH_REFUSED: { retry: 'never', httpStatus: 422 },
  FETCH_FAILED: { retry: 'backoff', httpStatus: 502 },
  MEDIA_INVALID: { retry: 'never', httpStatus: 422 },
  ASSET_PATH_REFUSED: { retry: 'never', httpStatus: 400 },
  ASSET_NOT_FOUND: { retry: 'backoff', httpStatus: 404 },
  ASSET_CORRUPT: { retry: 'backoff', httpStatus: 500 },
  STORE_CONFLICT: { retry: 'backoff', httpStatus: 409 },
  STORE_FULL: { retry: 'never', httpStatus: 507 },
  STORE_UNAVAILABLE: { retry: 'backoff', httpStatus: 503 },
  HOME_BUSY: { retry: 'never', httpStatus: 409 },
  NOT_FOUND: { retry: 'never', httpStatus: 404 },
  LEASE_HELD: { retry: 'backoff', httpStatus: 409 },
  LEASE_LOST: { retry: 'backoff', httpStatus: 409 },
  STEP_INPUT_INVALID: { retry: 'never', httpStatus: 400 },
  STEP_OUTPUT_INVALID: { retry: 'never', httpStatus: 500 },
  WORKFLOW_INVALID: { retry: 'never', httpStatus: 422 },
  TOOL_MISSING: { retry: 'never', httpStatus: 500 },
  TOOL_FAILED: { retry: 'never', httpStatus: 500 },
  TOOL_CRASHED: { retry: 'backoff', httpStatus: 500 },
  TOOL_TIMEOUT: { retry: 'backoff', httpStatus: 504 },
  VOICE_UNAVAILABLE: { retry: 'never', httpStatus: 422 },
  MODERATION_BLOCKED: { retry: 'never', httpStatus: 422 },
  PORT_NOT_GRANTED: { retry: 'never', httpStatus: 500 },
  REQUEST_INVALID: { retry: 'never', httpStatus: 400 },
  REQUEST_TOO_LARGE: { retry: 'never', httpStatus: 413 },
  UNAUTHENTICATED: { retry: 'never', httpStatus: 401 },
  ACCESS_DENIED: { retry: 'never', httpStatus: 403 },
  BUDGET_EXCEEDED: { retry: 'never', httpStatus: 402 },
  APPROVAL_REJECTED: { retry: 'never', httpStatus: 409 },
  APPROVAL_EXPIRED: { retry: 'never', httpStatus: 409 },
  OUTPUT_UNWRITABLE: { retry: 'never', httpStatus: 500 },
  CANCELLED: { retry: 'never', httpStatus: 409 },
  INTERNAL: { retry: 'never', httpStatus: 500 },
} as const satisfies Record<string, { retry: 'never' | 'backoff'; httpStatus: number }>;

/** The code of an error; its name in state machines, logs and answers. */
export type ErrorCode = keyof typeof ERRORS;

/** What an {@link AppError} may carry beside code and message. */
export interface ErrorDetails {
  /** What the person can do about it, as one sentence. */
  hint?: string;
  /** When to try again, in milliseconds from now; without it the retry policy of the caller holds. */
  afterMs?: number;
  cause?: unknown;
}

/**
 * The one error family. `message` is one sentence fit for a person; details for engineers go into `cause`.
 * Match on `code`, never on `instanceof`: across a process or a state machine only the name survives.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly afterMs: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = code;
    this.code = code;
    this.hint = details.hint;
    this.afterMs = details.afterMs;
  }
}

/** Gives the error's code: its own, or that of its name, or `INTERNAL` when it is none of the family. */
export function errorCode(error: unknown): ErrorCode {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  for (const candidate of [code, name]) {
    if (typeof candidate === 'string' && Object.hasOwn(ERRORS, candidate)) return candidate as ErrorCode;
  }
  return 'INTERNAL';
}

/** Turns anything thrown into an {@link AppError}; a disk that is full becomes `STORE_FULL`, the rest `INTERNAL`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = errorCode(error);
  const {
    message,
    hint,
    code: systemCode,
  } = (error ?? {}) as { message?: string; hint?: string; code?: string };
  if (systemCode === 'ENOSPC' || systemCode === 'EDQUOT') {
    return new AppError('STORE_FULL', 'The disk is full.', {
      hint: 'Free some space and run the same command again.',
      cause: error,
    });
  }
  return new AppError(code, message ?? 'Something went wrong inside Reelwright.', {
    ...(hint === undefined ? {} : { hint }),
    cause: error,
  });
}
