/** Runs a job whose entry is the argument, until it is killed. */
import { runJob } from '#local/jobs/run-job.ts';

const [entry = ''] = process.argv.slice(2);
const submitted = { JobName: 'j', JobDefinition: 'work', JobQueue: 'q' };
await runJob({ work: { entry, timeoutSeconds: 20 } }, submitted, {
  id: 'job-1',
  signal: new AbortController().signal,
});
