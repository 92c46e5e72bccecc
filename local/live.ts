import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Live } from '#shared/ports/live.ts';
import { checkConnection, checkRun } from '#shared/security/checked-names.ts';

/** The other side of a live connection, as `ws` has it. */
export interface LiveSocket {
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number;
  send(text: string): void;
  /** Ends it without a farewell. */
  terminate(): void;
}

/** Whoever reads so slowly that more than this waits for them is cut off; their next connection starts from the journal. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
/** The limit of the port, and of a frame of API Gateway. */
const MAX_MESSAGE_BYTES = 32 * 1024;

interface Connection {
  tenant: TenantId;
  run?: RunId;
}

/** Live connections of this process. */
export class LocalLive implements Live {
  readonly #open = new Map<string, Connection>();
  readonly #sockets = new Map<string, LiveSocket>();
  #watched: (tenant: TenantId, run: RunId) => Promise<void> = async () => undefined;

  /** Sets who is told of every run that somebody begins to watch; the watch is answered when they have resolved. */
  onWatched(listener: (tenant: TenantId, run: RunId) => Promise<void>): void {
    this.#watched = listener;
  }

  /** Gives a connection its other side, until it is closed. */
  attach(connection: string, socket: LiveSocket): void {
    this.#sockets.set(connection, socket);
  }

  /** Takes the other side away: it has gone. */
  detach(connection: string): void {
    this.#sockets.delete(connection);
  }

  /** @inheritdoc */
  async open(tenant: TenantId, connection: string): Promise<void> {
    checkConnection(tenant, connection);
    this.#open.set(connection, { tenant });
  }

  /** @inheritdoc */
  async watch(tenant: TenantId, connection: string, run: RunId): Promise<void> {
    checkConnection(tenant, connection);
    checkRun(tenant, run);
    const found = this.#open.get(connection);
    if (found?.tenant !== tenant) throw new AppError('NOT_FOUND', 'That connection is not open.');
    found.run = run;
    await this.#watched(tenant, run);
  }

  /** @inheritdoc */
  async close(tenant: TenantId, connection: string): Promise<void> {
    checkConnection(tenant, connection);
    if (this.#open.get(connection)?.tenant === tenant) this.#open.delete(connection);
  }

  /** @inheritdoc */
  async watchers(tenant: TenantId, run: RunId): Promise<string[]> {
    checkRun(tenant, run);
    return [...this.#open].filter(([, open]) => open.tenant === tenant && open.run === run).map(([id]) => id);
  }

  /** @inheritdoc */
  async send(connection: string, message: unknown): Promise<boolean> {
    const text = JSON.stringify(message);
    if (text === undefined || Buffer.byteLength(text) > MAX_MESSAGE_BYTES) {
      throw new AppError('OPTION_INVALID', 'A live message must be JSON of at most 32 KiB.');
    }
    const socket = this.#sockets.get(connection);
    if (!socket) return false;
    if (socket.bufferedAmount > MAX_WAITING_BYTES) {
      this.#sockets.delete(connection);
      socket.terminate();
      return false;
    }
    socket.send(text);
    return true;
  }
}
