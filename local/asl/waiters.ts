import type { Nested } from '#local/asl/machinery.ts';

interface Waiter {
  resolve: (ended: Nested) => void;
  reject: (error: unknown) => void;
}

/** Those who wait for the end of executions, by id. */
export class Waiters {
  readonly #waiting = new Map<string, Waiter[]>();

  /** Resolves when {@link tell} is called for that id; rejects when one of the others is. */
  add(id: string): Promise<Nested> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), { resolve, reject }]);
    });
  }

  tell(ended: Nested): void {
    for (const { resolve } of this.#take(ended.id)) resolve(ended);
  }

  /** Tells those who wait for one execution, or for any, that it will not end in this process. */
  refuse(error: unknown, id?: string): void {
    const ids = id === undefined ? [...this.#waiting.keys()] : [id];
    for (const { reject } of ids.flatMap((one) => this.#take(one))) reject(error);
  }

  #take(id: string): Waiter[] {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    return waiting;
  }
}
