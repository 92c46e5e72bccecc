import { AppError, errorCode, toAppError } from '#shared/errors.ts';

/** What a worker thread or a child process answers: a value, or an error by code and message. */
export type WorkerAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; code: string; message: string; hint: string | undefined };

/** Does the work of an order and makes an answer of what comes of it; a trap of a program is `TOOL_CRASHED`. */
export async function answerOrder<T>(work: () => Promise<T>): Promise<WorkerAnswer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    // A trap of the program leaves nothing behind: each run has an instance of its own.
    const crashed = error instanceof Error && error.name === 'RuntimeError';
    const { code, message, hint } = toAppError(error);
    return crashed
      ? { ok: false, code: 'TOOL_CRASHED', message: 'The voice crashed.', hint: undefined }
      : { ok: false, code, message, hint };
  }
}

/** The value of an answer; throws the error that it tells of. */
export function answerValue<T>(answer: WorkerAnswer<T>): T {
  if (answer.ok) return answer.value;
  throw new AppError(
    errorCode(answer),
    answer.message,
    answer.hint === undefined ? {} : { hint: answer.hint },
  );
}
