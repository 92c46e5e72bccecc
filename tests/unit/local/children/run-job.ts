/** Runs a job whose entry is the argument, until it is killed. */
import { tmpdir } from 'node:os';
import { runJob } from '#local/jobs/run-job.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { TENANT } from '#tests/ids.ts';

const [entry = ''] = process.argv.slice(2);
const submitted = { JobName: 'j', JobDefinition: 'work', JobQueue: 'q' };
await runJob({ work: { entry, timeoutSeconds: 20, ports: {} } }, submitted, {
  id: 'job-1',
  tenant: TENANT,
  signal: new AbortController().signal,
  settings: { home: tmpdir(), searchPath: '', logLevel: 'error' },
  // It asks for nothing.
  ports: {} as Ports,
});
