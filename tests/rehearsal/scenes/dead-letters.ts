import type { Disturbance } from '#tests/rehearsal/lambda/lambda-host.ts';
import { insist, type Scene } from '#tests/rehearsal/scenes/scene.ts';
import { markdownBrief } from '#tests/rehearsal/scenes/texts.ts';

const FAILURE: Disturbance = { fail: 'STORE_UNAVAILABLE' };
const times = (count: number, disturbance: Disturbance = FAILURE) =>
  Array.from({ length: count }, () => disturbance);

/** Whatever fails to the end is kept where an alarm looks: of events, of schedules, of the stream. */
export const deadLetters: Scene = {
  title: 'What fails to the end is kept among the dead letters of its function',
  async play(desk) {
    const { lambda, bus, schedules, queues, workflows, deployment } = desk.studio;
    const finish = desk.function('brief-finish');
    lambda.disturb(finish, ...times(3));
    bus.put({
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      detail: { stateMachineArn: workflows.arns[0], status: 'FAILED' },
    });
    lambda.disturb(desk.function('upkeep-watch-jobs'), ...times(3));
    const [jobQueue] = deployment.resources('AWS::Batch::JobQueue');
    bus.put({
      source: 'aws.batch',
      'detail-type': 'Batch Job State Change',
      detail: { jobQueue: jobQueue?.ref, status: 'FAILED' },
    });
    const [schedule = ''] = schedules.names;
    lambda.disturb(desk.function('brief-schedule'), ...times(3));
    await schedules.fire(schedule, '2026-11-30T05:00:00Z');
    await keptIn('brief-schedule', 1);
    // Here not the function fails: nobody takes the call.
    lambda.disturb(desk.function('brief-schedule'), ...times(2, { refuse: 'TooManyRequestsException' }));
    await schedules.fire(schedule, '2026-12-07T05:00:00Z');
    await keptIn('brief-schedule', 2);
    await keptIn('brief-finish', 1);
    await keptIn('upkeep-watch-jobs', 1);
    // The stream's reader tries eleven times and gives up one record at a time.
    const relay = desk.function('upkeep-relay');
    lambda.disturb(relay, ...times(60));
    await desk.drop('relayed', 'refused.md', markdownBrief('No film', 'A text.', { length: '3' }));
    await desk.whenEnded('relayed');
    await keptIn('upkeep-relay', 1);
    lambda.calm(relay);
    return [
      'kept: events of the workflow and of a job, two times of a schedule (one failed, one was refused), a record of the stream',
    ];

    async function keptIn(name: string, least: number): Promise<void> {
      const queue = desk.deadLetters(name);
      const letters = await desk.until(`${least} letters of ${name} are kept`, async () => {
        const found = await queues.peek(queue);
        return found.length >= least ? found : undefined;
      });
      insist(letters.length >= least, `${letters.length} letters of ${name} are kept.`);
    }
  },
};
