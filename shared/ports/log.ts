/** Fields of a log line; values that look like secrets are masked by the adapter. */
export type LogFields = Record<string, unknown>;

/** Structured log for engineers. What a person should know goes to the journal instead. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A log whose every line carries `fields`. */
  with(fields: LogFields): Log;
}
