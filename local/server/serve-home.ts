import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Host } from '#local/host/host.ts';
import type { TimedSchedule } from '#local/schedule/read-schedules.ts';
import { ScheduleStore } from '#local/schedule/schedule-store.ts';
import { type Scheduler, startScheduler } from '#local/schedule/scheduler.ts';
import { createHttpServer } from '#local/server/http-server.ts';
import { serveLive } from '#local/server/live-server.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { pollQueue } from '#local/triggers/poll-queue.ts';
import { relayJournal } from '#local/triggers/relay-journal.ts';
import { functionsStartedBy } from '#local/triggers/started-by.ts';
import { type EndTeller, tellEnds } from '#local/triggers/tell-ends.ts';
import { tryAgain } from '#local/triggers/try-again.ts';
import { dropNote } from '#local/watch-folder/drop-note.ts';
import { DropStore } from '#local/watch-folder/drop-store.ts';
import { watchFolder } from '#local/watch-folder/watch-folder.ts';
import { dropRequest } from '#shared/brief/accept-dropped-file.ts';
import { InboxMessage } from '#shared/domain/dropped-file.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { AppError } from '#shared/errors.ts';

/** How long requests that are being answered are waited for at the end, in ms. */
const DRAIN_MS = 5_000;

/** What a home serves. */
export interface ServeOptions {
  hostname: string;
  /** 0 takes one that is free. */
  port: number;
  /** Absolute path of the watched folder. */
  inbox: string;
  schedules: readonly TimedSchedule[];
  handOver: EndTeller['handOver'];
  /** Told, in a sentence, of what failed for good and is no film's own failure. */
  giveUp: (message: string) => void;
}

/** A home that answers. */
export interface ServedHome {
  /** `http://host:port`, without a slash at the end. */
  address: string;
  /** Executions that go on from before. */
  recovered: number;
  upcoming: Scheduler['upcoming'];
  /** Takes no more, and ends what answers; the host is closed by whoever opened it. */
  close(): Promise<void>;
}

/**
 * Serves everything that starts work: the routes, live connections, queues, ends of executions, schedules and the watched
 * folder, all from the manifest. Throws `CONFIG_INVALID` when the address cannot be had.
 */
export async function serveHome(host: Host, options: ServeOptions): Promise<ServedHome> {
  const { ports, invoke, changes, live } = host;
  const { clock, log, queue, journal } = ports;
  const { hostname, port, inbox, schedules, handOver, giveUp } = options;
  const ending = new AbortController();
  const server = createHttpServer({ ports, invoke, hostname, serveLink: host.serveLink });
  const closeLive = serveLive({ server, ports, invoke, live, hostname });
  const address = await listen(server, hostname, port);
  host.serveAt(address);

  const endRelay = relayJournal({ live, journal, changes, log });
  const recovered = await host.recover();
  const endTelling = await tellEnds({ host, handOver, giveUp });
  const endPolls = functionsStartedBy('queue').map((row) => pollQueue({ ports, invoke, giveUp }, row));
  const scheduler = await startScheduler({
    schedules,
    store: new ScheduleStore(host.database),
    clock,
    fire: (schedule, at) => fire(host, schedule, { at, giveUp, signal: ending.signal }),
    failed: ({ name }, error) => log.error('schedule.failed', { schedule: name, error }),
  });
  const drops = new DropStore(host.database);
  const unwatch = watchFolder({
    folder: inbox,
    clock,
    log,
    async take(file) {
      const note = dropNote(file);
      const [dropped] = InboxMessage.parse(note.body);
      const request = dropRequest(dropped?.version ?? '');
      if (drops.pathOf(request) !== undefined) return;
      // The message first: a film of a file that is not remembered is only not brought back to it.
      await queue.send(LOCAL_TENANT, [note]);
      await drops.remember(request, file.path);
    },
  });

  return {
    address,
    recovered,
    upcoming: scheduler.upcoming,
    async close() {
      ending.abort();
      endTelling();
      for (const end of endPolls) end();
      await Promise.all([unwatch(), scheduler.close(), closeLive(), endRelay(), drain(server)]);
    },
  };
}

async function fire(
  { ports: { clock, log }, invoke }: Host,
  { name, production }: Schedule,
  { at, giveUp, signal }: { at: number; giveUp: ServeOptions['giveUp']; signal: AbortSignal },
): Promise<void> {
  // As EventBridge Scheduler writes <aws.scheduler.scheduled-time>: without fractions of a second.
  const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  const input = { schedule: name, at: time, tenant: LOCAL_TENANT, production };
  for (const { name: called } of functionsStartedBy('schedule')) {
    const done = await tryAgain((aborted) => invoke(called, input, aborted), {
      clock,
      signal,
      failed: (error, attempt) => log.error('schedule.failed', { schedule: name, at: time, attempt, error }),
    });
    // What a server that ends has not fired is still owed.
    signal.throwIfAborted();
    if (!done) giveUp(`The schedule ${name} could not start its film of ${time}.`);
  }
}

async function listen(
  server: ReturnType<typeof createHttpServer>,
  host: string,
  port: number,
): Promise<string> {
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (cause) {
    const taken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new AppError(
      'CONFIG_INVALID',
      `${host}:${port} ${taken ? 'is in use by another program' : 'cannot be listened on'}.`,
      {
        hint: 'Choose another one with --port and --host; --port 0 takes a port that is free.',
        cause,
      },
    );
  }
  const { address, family, port: taken } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
}

/** Lets what is being answered be answered, for a while. */
async function drain(server: ReturnType<typeof createHttpServer>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(force);
}
