import { expect } from 'vitest';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import type { ErrorCode } from '#shared/errors.ts';

/** An adapter that a suite puts to the test, fresh and empty. */
export interface UnderTest<P> {
  port: P;
  /** Lets time pass for the adapter: a virtual clock moves, or the test really waits. */
  advance(ms: number): Promise<void>;
  close(): Promise<void> | void;
}

/** Makes one before each test. */
export type MakeAdapter<P, More = unknown> = () => Promise<UnderTest<P> & More>;

export const ACME = TenantId.parse('acme');
export const RIVAL = TenantId.parse('rival');
export const RUN = RunId.parse('run-1');

/** Names that must never become part of a path or a composed key: the type system does not stop a cast. */
export const EVIL_NAMES = [
  '',
  '.',
  '..',
  '../rival',
  '..\\rival',
  '/etc/passwd',
  'acme/../rival',
  'acme/x',
  'acme#rival',
  'acme:rival',
  'acme\0',
  'acme\n',
  ' acme',
  '%2e%2e%2frival',
  '..%c0%afrival',
  '\u0430cme',
  'ac\u200bme',
  '\uff41cme',
  '\u202eemca',
  '__proto__',
  '~',
  '*',
  "' OR 1=1 --",
  'a'.repeat(4_096),
] as const;

/** Expects a promise to fail with one of the codes. */
export async function expectCode(promise: Promise<unknown>, ...codes: ErrorCode[]): Promise<void> {
  const outcome = await promise.then(
    () => 'no error',
    (error: { code?: string; message?: string }) => error.code ?? `no code: ${error.message}`,
  );
  expect(codes).toContain(outcome);
}
