import { AppError } from '#shared/errors.ts';
import { type Servant, startThread } from '#shared/providers/speech/servant.ts';

/** A worker thread or child process that answers one order at a time. */
export interface WorkerClient<Order, Answer> {
  /**
   * Waits for its turn, sends the order and gives the answer. Throws `TOOL_TIMEOUT` after `limitMs` of work,
   * `TOOL_CRASHED` when the worker dies and `CANCELLED` when the signal fires; each of these ends the worker, and the next
   * order starts a new one.
   */
  ask(order: Order, options: { limitMs: number; signal?: AbortSignal | undefined }): Promise<Answer>;
  /** Ends the worker; orders under way fail with `CANCELLED`. */
  close(): Promise<void>;
}

/** Starts its worker with the first order and keeps it; an idle worker does not keep the process alive. */
export function createWorkerClient<Order, Answer>(
  script: URL,
  start: (script: URL) => Servant = startThread,
): WorkerClient<Order, Answer> {
  let worker: Servant | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let closing = new AbortController();

  const end = async () => {
    const ended = worker;
    worker = undefined;
    await ended?.end();
  };

  const begin = () => {
    const started = start(script);
    // One that dies while nobody asks it anything is forgotten, or the next order would wait for its answer.
    started.events.on('exit', () => {
      if (worker === started) worker = undefined;
    });
    // Without a listener such an event would end the process.
    started.events.on('error', () => {});
    return started;
  };

  const work = (order: Order, limitMs: number, signal: AbortSignal) =>
    new Promise<Answer>((resolve, reject) => {
      signal.throwIfAborted();
      worker ??= begin();
      const current = worker;
      const listeners = {
        message: (answer: Answer) => settle(() => resolve(answer)),
        error: (cause: unknown) => fail(new AppError('TOOL_CRASHED', 'The voice crashed.', { cause })),
        exit: () =>
          fail(new AppError('TOOL_CRASHED', 'The voice ended unexpectedly.', { cause: current.lastWords() })),
      };
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
        for (const [event, listener] of Object.entries(listeners)) current.events.off(event, listener);
        current.unref();
        finish();
      };
      const fail = (error: AppError) =>
        settle(() => {
          void end().then(() => reject(error));
        });
      const cancel = () => fail(cancelled());
      const timer = setTimeout(() => fail(new AppError('TOOL_TIMEOUT', 'The voice took too long.')), limitMs);
      signal.addEventListener('abort', cancel);
      for (const [event, listener] of Object.entries(listeners)) current.events.on(event, listener);
      current.ref();
      current.send(order);
    });

  return {
    ask(order, { limitMs, signal }) {
      const either = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]);
      const mine = turn.then(() =>
        either.aborted ? Promise.reject(cancelled()) : work(order, limitMs, either),
      );
      turn = mine.catch(() => {});
      return abortable(mine, either);
    },
    async close() {
      closing.abort();
      closing = new AbortController();
      await turn;
      await end();
    },
  };
}

function cancelled(): AppError {
  return new AppError('CANCELLED', 'The work was cancelled.');
}

/** Lets an order that still waits for its turn fail at once. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      promise.catch(() => {});
      reject(cancelled());
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
