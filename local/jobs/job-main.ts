/**
 * Runs a job's entry as the main module of this process: arguments are the settings of the home as JSON, the entry, and
 * those of the job. What needs the single writer is asked of the host, as pool workers do. The job ends, with all that it
 * started, when its host is gone: the host that comes after starts it anew, and it must not run twice at a time.
 */
import { pathToFileURL } from 'node:url';
import type { WorkerSettings } from '#local/config.ts';
import { openWorkerPorts } from '#local/host/worker-ports.ts';
import { bindPlatform } from '#local/platform.ts';
import { createHostCalls } from '#local/pool/host-calls.ts';
import type { ToWorker } from '#local/pool/messages.ts';

const [settings = '', entry = '', ...args] = process.argv.slice(2);

function end(): void {
  // This process leads its group; where there are no groups (Windows) it ends alone.
  try {
    process.kill(-process.pid, 'SIGKILL');
  } finally {
    process.exit(1);
  }
}

process.on('disconnect', end);
if (!process.connected) end();
/** Calls that the host has not answered yet. */
let waiting = 0;
const hostCalls = createHostCalls((message) => {
  if (message.type === 'call') waiting += 1;
  process.channel?.ref();
  process.send?.(message, () => undefined);
});
process.on('message', (message: ToWorker) => {
  if (message.type !== 'answer') return;
  waiting -= 1;
  // A job that has nothing left to do ends, though the channel is open; but one that waits for an answer has.
  if (waiting === 0) process.channel?.unref();
  hostCalls.settle(message);
});
process.channel?.unref();
bindPlatform(openWorkerPorts(JSON.parse(settings) as WorkerSettings, hostCalls.ports));

process.argv.splice(1, process.argv.length - 1, entry, ...args);
await import(pathToFileURL(entry).href);
