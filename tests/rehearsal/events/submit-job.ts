import {
  BatchClient,
  DescribeJobsCommand,
  SubmitJobCommand,
  TerminateJobCommand,
} from '@aws-sdk/client-batch';
import * as z from 'zod';
import { StateFailure } from '#local/asl/failure.ts';
import type { Credentials } from '#tests/rehearsal/iam/principals.ts';

/** What our state machines submit; anything else is an error here, so that nothing is passed over in silence. */
const SubmitJob = z.strictObject({
  JobName: z.string(),
  JobQueue: z.string(),
  JobDefinition: z.string(),
  ShareIdentifier: z.string().optional(),
  ContainerOverrides: z.strictObject({ Command: z.array(z.string()) }),
});

/** Milliseconds between two looks at a job; Step Functions is told by events, and looks itself where they stay out. */
const PAUSE_MS = 150;

/** Where and with the credentials of which role a state machine calls Batch. */
interface BatchAs {
  endpoint: string;
  region: string;
  credentials: Credentials;
}

/**
 * `batch:submitJob.sync`, with the state machine's own role: submits a job, waits for its end and gives its description. Throws
 * `States.TaskFailed` when it fails or may not be submitted. When the signal fires the job is terminated
 * (https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html).
 */
export async function submitJobSync(input: unknown, as: BatchAs, signal: AbortSignal): Promise<object> {
  const { JobName, JobQueue, JobDefinition, ShareIdentifier, ContainerOverrides } = SubmitJob.parse(input);
  const client = new BatchClient({ ...as, maxAttempts: 1 });
  try {
    const { jobId = '' } = await client.send(
      new SubmitJobCommand({
        jobName: JobName,
        jobQueue: JobQueue,
        jobDefinition: JobDefinition,
        shareIdentifier: ShareIdentifier,
        containerOverrides: { command: ContainerOverrides.Command },
      }),
    );
    return await whenEnded(client, jobId, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof StateFailure) throw error;
    const { name, message } = error as Error;
    throw new StateFailure({ error: `Batch.${name}`, cause: message });
  } finally {
    client.destroy();
  }
}

async function whenEnded(client: BatchClient, id: string, signal: AbortSignal): Promise<object> {
  for (;;) {
    if (signal.aborted) {
      await client.send(new TerminateJobCommand({ jobId: id, reason: 'The execution was stopped.' }));
      throw signal.reason;
    }
    const { jobs: [job] = [] } = await client.send(new DescribeJobsCommand({ jobs: [id] }));
    const { status, statusReason, jobArn, jobName, container } = job ?? {};
    if (status === 'SUCCEEDED' || status === 'FAILED') {
      const description = {
        JobId: id,
        JobArn: jobArn,
        JobName: jobName,
        Status: status,
        StatusReason: statusReason,
        Container: { ExitCode: container?.exitCode },
      };
      if (status === 'SUCCEEDED') return description;
      throw new StateFailure({ error: 'States.TaskFailed', cause: JSON.stringify(description) });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
