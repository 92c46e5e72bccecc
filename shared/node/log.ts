import type { Clock } from '#shared/ports/clock.ts';
import type { Log, LogFields } from '#shared/ports/log.ts';
import type { Redactor } from '#shared/security/redact.ts';

/** Levels of a log, lowest first. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where a log goes and how. */
export interface JsonLogOptions {
  /** Takes one line at a time, with its end. */
  write: (line: string) => unknown;
  clock: Pick<Clock, 'now'>;
  redactor: Redactor;
  /** Lines below it are left out; `info` unless told. */
  level?: LogLevel;
}

/**
 * Writes one JSON object per line: `at` (epoch ms), `level`, `event`, then the fields, with secrets masked. Never throws: a
 * line that cannot be written, on a full disk for example, is lost, and the work that it tells of goes on.
 */
export class JsonLog implements Log {
  readonly #options: JsonLogOptions;
  readonly #fields: LogFields;

  constructor(options: JsonLogOptions, fields: LogFields = {}) {
    this.#options = options;
    this.#fields = fields;
  }

  /** @inheritdoc */
  debug(event: string, fields?: LogFields): void {
    this.#line('debug', event, fields);
  }

  /** @inheritdoc */
  info(event: string, fields?: LogFields): void {
    this.#line('info', event, fields);
  }

  /** @inheritdoc */
  warn(event: string, fields?: LogFields): void {
    this.#line('warn', event, fields);
  }

  /** @inheritdoc */
  error(event: string, fields?: LogFields): void {
    this.#line('error', event, fields);
  }

  /** @inheritdoc */
  with(fields: LogFields): Log {
    return new JsonLog(this.#options, { ...this.#fields, ...fields });
  }

  #line(level: LogLevel, event: string, fields: LogFields = {}): void {
    const { write, clock, redactor, level: least = 'info' } = this.#options;
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least)) return;
    const given = redactor.redact({ ...this.#fields, ...fields });
    const head = { at: clock.now(), level, event: redactor.redact(event) };
    // The head comes first in the line and cannot be overwritten by a field.
    const line = JSON.stringify({
      ...head,
      ...(typeof given === 'object' ? given : { fields: given }),
      ...head,
    });
    try {
      write(`${line}\n`);
    } catch {
      // There is no better place to tell of it.
    }
  }
}
