/** Runs a job whose entry is the argument, until it is killed. */
import { tmpdir } from 'node:os';
import { ProcessHeavyWork } from '#local/heavy-work.ts';
import { runJob } from '#local/jobs/run-job.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { TENANT } from '#tests/ids.ts';

const [entry = ''] = process.argv.slice(2);
const work = new ProcessHeavyWork({
  definitions: { work: { entry, timeoutSeconds: 20, ports: {} } },
  queues: ['q'],
  ids: { next: () => 'job-1' },
  // It asks for nothing.
  home: { settings: { home: tmpdir(), searchPath: '', logLevel: 'error' }, ports: {} as Ports },
});
const submitted = { JobName: 'j', JobDefinition: 'work', JobQueue: 'q' };
await runJob(work, submitted, { tenant: TENANT, signal: new AbortController().signal });
