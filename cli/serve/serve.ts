import { resolve } from 'node:path';
import { makeFolders } from '#cli/make/make-folders.ts';
import { clearError } from '#cli/progress/clear-error.ts';
import { deliverDropped, type Ending, readEnding } from '#cli/serve/deliver-dropped.ts';
import { describeGreeting } from '#cli/serve/greeting.ts';
import { createJsonNarrator, createPlainNarrator, type Narrator } from '#cli/serve/narrator.ts';
import { onStop, STOPPED } from '#cli/stop.ts';
import type { LocalConfig } from '#local/config.ts';
import { type Host, openHost } from '#local/host/host.ts';
import { makeOwnerToken } from '#local/owner-token.ts';
import { readSchedules } from '#local/schedule/read-schedules.ts';
import { type ServedHome, serveHome } from '#local/server/serve-home.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { allRuns } from '#local/triggers/tell-ends.ts';
import { DropStore } from '#local/watch-folder/drop-store.ts';
import type { RunRecord } from '#shared/ports/runs.ts';
import type { ExecutionDescription } from '#shared/ports/workflow-engine.ts';

/** What `serve` was asked for, with its defaults filled in. Paths are as they were given. */
export interface ServeFlags {
  port: number;
  host: string;
  inbox: string;
  out: string;
  schedules: string;
  json: boolean;
}

const FINAL = /^run\.(succeeded|failed|cancelled)$/;

/** Serves until it is told to stop, and gives the exit code of that. Throws what keeps it from serving at all. */
export async function serve(config: LocalConfig, flags: ServeFlags): Promise<number> {
  const { stdout, stderr } = process;
  const inbox = resolve(flags.inbox);
  const schedules = await readSchedules(resolve(flags.schedules));
  await makeFolders(inbox);
  const host = await openHost({ ...config, inbox });
  let served: ServedHome | undefined;
  const stopped = onStop(async () => {
    await served?.close();
    await host.close();
  });
  try {
    await makeOwnerToken(host.paths.ownerToken);
    const narrator = flags.json ? createJsonNarrator(stdout) : createPlainNarrator(stdout, stderr);
    const endings = new Map<string, Ending>();
    const handOver = createHandOver(host, inbox, flags.out, endings);
    await narrateRuns(host, narrator, endings);
    served = await serveHome(host, {
      hostname: flags.host,
      port: flags.port,
      inbox,
      schedules,
      handOver,
      giveUp(message) {
        if (flags.json) stdout.write(`${JSON.stringify({ type: 'trouble', message })}\n`);
        else stderr.write(`Trouble: ${message} The log has more: ${host.paths.log}\n`);
      },
    });
    const greeting = { served, tokenPath: host.paths.ownerToken, inbox, out: flags.out, schedules };
    if (flags.json) stdout.write(`${JSON.stringify(asJson(greeting))}\n`);
    else stdout.write(`${describeGreeting(greeting).join('\n')}\n`);

    await stopped;
    return STOPPED;
  } finally {
    await served?.close();
    await host.close();
  }
}

/** Notes how a film ended, and brings that of a dropped file to its folder; what keeps it from there becomes a notice. */
function createHandOver(
  { ports, database }: Host,
  inbox: string,
  out: string,
  endings: Map<string, Ending>,
): (run: RunRecord, ended: ExecutionDescription) => Promise<void> {
  const drops = new DropStore(database);
  return async (run, { status, output }) => {
    if (status !== 'SUCCEEDED') return;
    const ending = await readEnding(output, ports.assets);
    endings.set(run.id, ending);
    const file = drops.pathOf(run.request);
    if (file === undefined) return;
    try {
      ending.path = await deliverDropped(resolve(inbox, file), out, ending.film, ports.assets);
    } catch (thrown) {
      const { message, hint } = clearError(thrown);
      const notice = { type: 'notice', code: 'DELIVERY_FAILED', message: [message, hint].join(' ') } as const;
      await ports.journal.append(LOCAL_TENANT, run.id, [{ id: `delivery:${message}`, event: notice }]);
    }
  };
}

/** Tells of every run that is under way or comes, until it is final. */
async function narrateRuns(host: Host, narrate: Narrator, endings: Map<string, Ending>): Promise<void> {
  const startedAt = host.ports.clock.now();
  const follow = (run: RunRecord, isOld = false) => {
    const unwatch = host.watch(LOCAL_TENANT, run.id, (event) => {
      const final = FINAL.test(event.event.type);
      const ending = final ? endings.get(run.id) : undefined;
      narrate({ run, event, isPast: isOld && event.at < startedAt, ...(ending ? { ending } : {}) });
      if (!final) return;
      endings.delete(run.id);
      setImmediate(() => void unwatch().catch(() => undefined));
    });
  };
  host.changes.onCreated((_, run) => follow(run));
  for await (const run of allRuns(host.ports.runs)) if (run.status === 'running') follow(run, true);
}

function asJson({
  served,
  tokenPath,
  inbox,
  out,
  schedules,
}: Parameters<typeof describeGreeting>[0]): object {
  const { address, recovered, upcoming } = served;
  return {
    type: 'serving',
    address,
    token: tokenPath,
    inbox,
    out: resolve(out),
    schedules: schedules.map(({ schedule }) => schedule.name),
    upcoming: upcoming.map(({ name, at }) => ({ name, at: new Date(at).toISOString() })),
    recovered,
  };
}
