import { AppError } from '#shared/errors.ts';

/** Whether the service gave the error that name. */
export function isNamed(error: unknown, name: string): boolean {
  return (error as { name?: unknown } | undefined)?.name === name;
}

/** What the SDK throws as one of the family: overloaded, down or unreachable is `STORE_UNAVAILABLE`, all else `INTERNAL`. */
export function tableError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { name = '', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (status === undefined || status >= 500 || /Throttl|Throughput|LimitExceeded/.test(name)) {
    return new AppError('STORE_UNAVAILABLE', 'The table cannot answer right now.', { cause: error });
  }
  return new AppError('INTERNAL', `The table refused a call: ${name}.`, { cause: error });
}

/** Throws what {@link tableError} makes of an error. */
export function failed(error: unknown): never {
  throw tableError(error);
}
