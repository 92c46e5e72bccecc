import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Host } from '#local/host/host.ts';
import type { TimedSchedule } from '#local/schedule/read-schedules.ts';
import { ScheduleStore } from '#local/schedule/schedule-store.ts';
import { type Scheduler, startScheduler } from '#local/schedule/scheduler.ts';
import { createHttpServer } from '#local/server/http-server.ts';
import { serveLive } from '#local/server/live-server.ts';
import { functionsStartedBy } from '#local/server/routes.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { pollQueue } from '#local/triggers/poll-queue.ts';
import { relayJournal } from '#local/triggers/relay-journal.ts';
import { type EndTeller, tellEnds } from '#local/triggers/tell-ends.ts';
import { dropNote } from '#local/watch-folder/drop-note.ts';
import { DropStore } from '#local/watch-folder/drop-store.ts';
import { watchFolder } from '#local/watch-folder/watch-folder.ts';
import { dropRequest } from '#shared/brief/accept-dropped-file.ts';
import { InboxMessage } from '#shared/domain/dropped-file.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { AppError } from '#shared/errors.ts';

/** How long requests that are being answered are waited for at the end, in ms. */
const DRAIN_MS = 5_000;
/** A schedule's call is tried so often; the times in between grow, in ms. */
const FIRE_ATTEMPTS = 3;
const FIRST_RETRY_MS = 1_000;

/** What a home serves. */
export interface ServeOptions {
  hostname: string;
  /** 0 takes one that is free. */
  port: number;
  /** Absolute path of the watched folder. */
  inbox: string;
  schedules: readonly TimedSchedule[];
  handOver: EndTeller['handOver'];
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
  const { hostname, port, inbox, schedules, handOver } = options;
  const server = createHttpServer({ ports, invoke, hostname, serveLink: host.serveLink });
  const closeLive = serveLive({ server, ports, invoke, live, hostname });
  const address = await listen(server, hostname, port);
  host.serveAt(address);

  const endRelay = relayJournal({ live, journal, changes, log });
  const recovered = await host.recover();
  await tellEnds({ host, handOver });
  const endPolls = functionsStartedBy('queue').map((row) => pollQueue({ ports, invoke }, row));
  const scheduler = await startScheduler({
    schedules,
    store: new ScheduleStore(host.database),
    clock,
    fire: (schedule, at) => fire(host, schedule, at),
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
      for (const end of endPolls) end();
      await Promise.all([unwatch(), scheduler.close(), closeLive(), endRelay(), drain(server)]);
    },
  };
}

async function fire({ ports, invoke }: Host, { name, production }: Schedule, at: number): Promise<void> {
  const { clock, log } = ports;
  const input = {
    schedule: name,
    // As EventBridge Scheduler writes <aws.scheduler.scheduled-time>: without fractions of a second.
    at: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    tenant: LOCAL_TENANT,
    production,
  };
  for (const { name: called } of functionsStartedBy('schedule')) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await invoke(called, input, new AbortController().signal);
        break;
      } catch (error) {
        log.error('schedule.failed', { schedule: name, at: input.at, attempt, error });
        if (attempt >= FIRE_ATTEMPTS) break;
        await clock.sleep(FIRST_RETRY_MS * 4 ** (attempt - 1));
      }
    }
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
