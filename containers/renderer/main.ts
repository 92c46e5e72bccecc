/**
 * The entry of rendering jobs in both homes: the command of the container on AWS, a child process on one machine. The one
 * argument is described in `containers/renderer/run-render-job.ts`, and so are the exit codes.
 */
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { runRenderJob, takenAway } from '#containers/renderer/run-render-job.ts';
import { platform } from '#platform';

const stopping = new AbortController();
// A Spot machine goes two minutes after this; giving the leases back takes a second.
process.on('SIGTERM', () => stopping.abort(takenAway()));

const settings = { signal: stopping.signal, atOnce: availableParallelism() };
// Connections that are kept open must not keep the process.
process.exit(await runRenderJob(process.argv.slice(2), platform(), settings));
