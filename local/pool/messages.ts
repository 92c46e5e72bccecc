import type { Place } from '#local/pool/signals.ts';
import { AppError, type ErrorCode, toAppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** Ports whose adapters live in the host's process, because there is one writer to the store; workers call them by message. */
export const HOST_PORTS = [
  'journal',
  'ledger',
  'runs',
  'queue',
  'workflow',
  'secrets',
  'links',
  'live',
  'approvals',
  'budget',
] as const satisfies readonly (keyof Ports)[];
export type HostPort = (typeof HOST_PORTS)[number];

/** An error on its way between processes; `name` is what state machines match on. */
export interface WireError {
  name: string;
  message: string;
  hint?: string;
  afterMs?: number;
  stack?: string;
}

/** What the host tells a worker. */
export type ToWorker =
  | { type: 'invoke'; name: string; payload: unknown; deadlineMs: number }
  | { type: 'abort' }
  | { type: 'exit' }
  | { type: 'answer'; call: number; value?: unknown; error?: WireError };

/** What a worker tells the host. */
export type ToHost =
  | { type: 'ready' }
  | { type: 'done'; value?: unknown; error?: WireError }
  | ({ type: 'call' } & HostCall)
  /** A signal that was among the arguments of that call has fired. */
  | { type: 'cancel'; call: number };

/** A call of a port that lives in the host. */
export interface HostCall {
  /** Names the call in its answer. */
  call: number;
  port: HostPort;
  method: string;
  args: unknown[];
  /** Where among the arguments there was a signal. */
  places: Place[];
}

/** Makes an error fit to travel. */
export function toWire(thrown: unknown): WireError {
  const error = toAppError(thrown);
  return {
    name: error.code,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.afterMs === undefined ? {} : { afterMs: error.afterMs }),
    ...(thrown instanceof Error && thrown.stack ? { stack: thrown.stack } : {}),
  };
}

/** Makes the error that travelled one of the family again, with the far stack as its cause. */
export function fromWire({ name, message, hint, afterMs, stack }: WireError): AppError {
  return new AppError(name as ErrorCode, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(afterMs === undefined ? {} : { afterMs }),
    ...(stack === undefined ? {} : { cause: stack }),
  });
}
