import type { StoredEvent } from '#shared/domain/events.ts';
import type { FilmPackage } from '#shared/domain/package.ts';
import type { AppError } from '#shared/errors.ts';

/** What is known when a film is finished. */
export interface Finished {
  film: FilmPackage;
  /** Path of the film as the person would type it. */
  path: string;
  bytes: number;
  elapsedMs: number;
}

/** Shows a run to whoever watches: a terminal, a log file, or a program. */
export interface Reporter {
  /** The first line, before anything is done. */
  begin(title: string, resumed: boolean): void;
  event(event: StoredEvent): void;
  finish(finished: Finished): void;
  /** One clear sentence and what to do about it. */
  fail(error: AppError): void;
  /** Stopped by the person; everything finished so far is kept. */
  stopped(): void;
}

/** Where text goes; `process.stdout` and `process.stderr` fit. */
export interface Output {
  write(text: string): unknown;
}
