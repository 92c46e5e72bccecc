import { answerCall, type CallScope } from '#local/pool/answer-call.ts';
import { type HostCall, type ToWorker, toWire } from '#local/pool/messages.ts';
import { WorkerLeases } from '#local/pool/worker-leases.ts';
import { AppError } from '#shared/errors.ts';
import type { StepLedger } from '#shared/ports/step-ledger.ts';

/** The host's side of one child process that calls ports of the host: answers its calls, and keeps its leases in mind. */
export class HostAnswers {
  readonly #leases: WorkerLeases;
  readonly #send: (message: ToWorker) => void;
  /** Calls of the child that the host is at. */
  readonly #calls = new Map<number, AbortController>();

  constructor(ledger: Pick<StepLedger, 'release'>, send: (message: ToWorker) => void) {
    this.#leases = new WorkerLeases(ledger);
    this.#send = send;
  }

  /** Makes a call within its scope and sends the answer; without a scope the call comes too late. */
  async answer(scope: CallScope | undefined, asked: HostCall): Promise<void> {
    const { call } = asked;
    const abort = new AbortController();
    this.#calls.set(call, abort);
    try {
      if (!scope) throw new AppError('CANCELLED', 'The invocation that asked for it has ended.');
      const value = await answerCall(scope, asked, abort.signal);
      await this.#leases.note(asked, value);
      this.#send({ type: 'answer', call, value });
    } catch (error) {
      this.#send({ type: 'answer', call, error: toWire(error) });
    } finally {
      this.#calls.delete(call);
    }
  }

  /** Cancels one call. */
  cancel(call: number): void {
    this.#calls.get(call)?.abort();
  }

  /** The child is gone: cancels what it called and gives back what it held. */
  async end(): Promise<void> {
    for (const call of this.#calls.values()) call.abort();
    await this.#leases.releaseAll();
  }
}
