import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as z from 'zod';

/** Longest wait for an opening and for the last event, in ms: the relay hands events on within seconds. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 100;

const Event = z.object({ version: z.int().positive(), event: z.object({ type: z.string() }) });
const Message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('backlog'), events: z.array(Event) }),
  z.object({ type: z.literal('event'), event: Event }),
  z.object({ type: z.literal('problem'), code: z.string(), detail: z.string() }),
]);

/** A live connection that watches one run and keeps what it was told. */
export class LiveWatch {
  readonly #socket: WebSocket;
  readonly #types = new Map<number, string>();
  #trouble: string | undefined;

  private constructor(socket: WebSocket, run: string) {
    this.#socket = socket;
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('error', ({ message }) => {
      this.#trouble ??= message;
    });
    socket.on('close', (code) => {
      this.#trouble ??= `The connection was closed with ${code}.`;
    });
    socket.send(JSON.stringify({ action: 'watch', run, after: 0 }));
  }

  /** Opens a connection and watches. Throws what was answered when it is not let in. */
  static async open(url: string, token: string, run: string): Promise<LiveWatch> {
    const { socket, status } = await connect(url, token);
    if (!socket) throw new Error(`The opening was answered with ${status}.`);
    return new LiveWatch(socket, run);
  }

  /** Waits for the run's first event. Throws when it does not come. */
  async begun(): Promise<void> {
    await this.#until(() => this.#types.has(1), 'No event came.');
  }

  /** Waits for the run's last event and all before it, and gives their number. Throws when one is missing. */
  async complete(): Promise<number> {
    const last = () => [...this.#types].find(([, type]) => /^run\.(succeeded|failed|cancelled)$/.test(type));
    const missing = () =>
      Array.from({ length: last()?.[0] ?? 0 }, (_, at) => at + 1).filter((at) => !this.#types.has(at));
    await this.#until(() => last() !== undefined, 'The event of the end did not come.');
    await this.#until(() => missing().length === 0, 'Events between the others did not come.');
    return last()?.[0] ?? 0;
  }

  /** Ends the connection. */
  close(): void {
    this.#socket.close();
  }

  #hear(text: string): void {
    const { success, data } = Message.safeParse(JSON.parse(text));
    if (!success) this.#trouble ??= `A message is not as the API promises: ${text.slice(0, 200)}`;
    else if (data.type === 'problem') this.#trouble ??= `${data.code}: ${data.detail}`;
    else {
      const events = data.type === 'event' ? [data.event] : data.events;
      for (const { version, event } of events) this.#types.set(version, event.type);
    }
  }

  async #until(holds: () => boolean, otherwise: string): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (!holds()) {
      if (this.#trouble !== undefined) throw new Error(this.#trouble);
      if (performance.now() > end) throw new Error(otherwise);
      await wait(LOOK_MS);
    }
  }
}

/** Opens a connection with a token, or without; gives the status of the answer when it is not let in. */
export function connect(url: string, token?: string): Promise<{ socket?: WebSocket; status: number }> {
  return new Promise((resolve, reject) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const socket = new WebSocket(url, { headers, handshakeTimeout: PATIENCE_MS });
    socket.once('open', () => {
      socket.off('error', reject);
      resolve({ socket, status: 101 });
    });
    socket.once('unexpected-response', (request, { statusCode = 0 }) => {
      request.destroy();
      resolve({ status: statusCode });
    });
    socket.once('error', reject);
  });
}
