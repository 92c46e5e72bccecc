import { currentTrace } from '#shared/aws/config.ts';
import type { Log, LogFields } from '#shared/ports/log.ts';

/** Adds to each line the trace that this process works for when it is written. */
export class TracedLog implements Log {
  readonly #log: Log;
  readonly #trace: () => string | undefined;

  constructor(log: Log, trace: () => string | undefined = currentTrace) {
    this.#log = log;
    this.#trace = trace;
  }

  /** @inheritdoc */
  debug(event: string, fields?: LogFields): void {
    this.#log.debug(event, this.#traced(fields));
  }

  /** @inheritdoc */
  info(event: string, fields?: LogFields): void {
    this.#log.info(event, this.#traced(fields));
  }

  /** @inheritdoc */
  warn(event: string, fields?: LogFields): void {
    this.#log.warn(event, this.#traced(fields));
  }

  /** @inheritdoc */
  error(event: string, fields?: LogFields): void {
    this.#log.error(event, this.#traced(fields));
  }

  /** @inheritdoc */
  with(fields: LogFields): Log {
    return new TracedLog(this.#log.with(fields), this.#trace);
  }

  #traced(fields: LogFields = {}): LogFields {
    const trace = this.#trace();
    return trace === undefined ? fields : { ...fields, trace };
  }
}
