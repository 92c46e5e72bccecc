import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { callJson } from '#tests/rehearsal/gateway/call-json.ts';
import type { Tally } from '#tests/rehearsal/gateway/tally.ts';
import type { Principals } from '#tests/rehearsal/iam/principals.ts';
import type { AsyncInvocations } from '#tests/rehearsal/lambda/async-invocations.ts';
import type { Queues } from '#tests/rehearsal/stores/queues.ts';

interface ScheduleProperties {
  ScheduleExpression: string;
  GroupName?: string;
  State?: string;
  Target: { Arn: string; RoleArn: string; Input?: string; DeadLetterConfig?: { Arn: string } };
}

interface ScheduleParts {
  tally: Tally;
  principals: Principals;
  invocations: AsyncInvocations;
  queues: Queues;
  gateway: string;
  region: string;
}

/** The template's schedules. Nobody waits for Monday here: a scene says that the time has come. */
export class Schedules {
  readonly #schedules;
  readonly #parts: ScheduleParts;

  constructor(deployment: Deployment, parts: ScheduleParts) {
    this.#schedules = deployment.resources<ScheduleProperties>('AWS::Scheduler::Schedule');
    this.#parts = parts;
  }

  /** Names of all schedules that are on. */
  get names(): string[] {
    return this.#schedules.filter(({ properties }) => properties.State !== 'DISABLED').map(({ ref }) => ref);
  }

  /**
   * Calls the target of a schedule with the schedule's role, as if it were this time (ISO 8601). What is not taken the
   * second time either (Scheduler tries for longer) goes to the dead letters, with the same role.
   */
  async fire(name: string, at: string): Promise<void> {
    const found = this.#schedules.find(({ ref }) => ref === name);
    if (found === undefined) throw new Error(`There is no schedule ${name}.`);
    const { principals, invocations, queues, gateway, region, tally } = this.#parts;
    tally.add('schedules');
    const { Arn, RoleArn, Input = '{}', DeadLetterConfig } = found.properties.Target;
    const account = RoleArn.split(':')[4];
    const group = `arn:aws:scheduler:${region}:${account}:schedule-group/${found.properties.GroupName ?? 'default'}`;
    const { caller, credentials } = principals.assume('scheduler.amazonaws.com', RoleArn, name, group);
    const input = JSON.parse(Input.replaceAll('<aws.scheduler.scheduled-time>', at));
    for (let attempt = 1; ; attempt += 1) {
      try {
        return invocations.invoke(caller, Arn, input, { sourceArn: found.attributes.Arn ?? '' });
      } catch (error) {
        if (attempt < 2) continue;
        if (DeadLetterConfig === undefined) throw error;
        const { url: QueueUrl } = queues.byArn(DeadLetterConfig.Arn);
        const client = { endpoint: gateway, region, credentials, service: 'sqs', target: 'AmazonSQS' };
        await callJson(client, 'SendMessage', { QueueUrl, MessageBody: JSON.stringify(input) });
        return;
      }
    }
  }
}
