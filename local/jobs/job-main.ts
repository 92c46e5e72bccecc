/**
 * Runs a job's entry as the main module of this process: arguments are the entry and those of the job. The job ends, with
 * all that it started, when its host is gone: the host that comes after starts it anew, and it must not run twice at a time.
 */
import { pathToFileURL } from 'node:url';

const [entry = '', ...args] = process.argv.slice(2);

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
// A job that has nothing left to do ends, though the channel is open.
process.channel?.unref();

process.argv.splice(1, process.argv.length - 1, entry, ...args);
await import(pathToFileURL(entry).href);
