/** What an invocation answers when the function failed, as the runtime reports it. */
export interface ReportedError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** A function's failure; its name is the one that state machines match on. */
export class LambdaFailure extends Error {
  override readonly name: string;
  readonly reported: ReportedError;

  constructor(reported: ReportedError) {
    super(reported.errorMessage);
    this.name = reported.errorType;
    this.reported = reported;
    if (reported.trace !== undefined) this.stack = reported.trace.join('\n');
  }
}
