import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import type { Principals } from '#tests/rehearsal/iam/principals.ts';
import type { LambdaHost } from '#tests/rehearsal/lambda/lambda-host.ts';

interface ScheduleProperties {
  ScheduleExpression: string;
  GroupName?: string;
  State?: string;
  Target: { Arn: string; RoleArn: string; Input?: string };
}

/** The template's schedules. Nobody waits for Monday here: a scene says that the time has come. */
export class Schedules {
  readonly #schedules;
  readonly #principals: Principals;
  readonly #lambda: LambdaHost;

  constructor(deployment: Deployment, parts: { principals: Principals; lambda: LambdaHost }) {
    this.#schedules = deployment.resources<ScheduleProperties>('AWS::Scheduler::Schedule');
    this.#principals = parts.principals;
    this.#lambda = parts.lambda;
  }

  /** Names of all schedules that are on. */
  get names(): string[] {
    return this.#schedules.filter(({ properties }) => properties.State !== 'DISABLED').map(({ ref }) => ref);
  }

  /** Calls the target of a schedule, with the schedule's role, as if it were this time (ISO 8601). */
  async fire(name: string, at: string): Promise<unknown> {
    const found = this.#schedules.find(({ ref }) => ref === name);
    if (found === undefined) throw new Error(`There is no schedule ${name}.`);
    const { Arn, RoleArn, Input = '{}' } = found.properties.Target;
    const { caller } = this.#principals.assume('scheduler.amazonaws.com', RoleArn, name);
    const input = JSON.parse(Input.replaceAll('<aws.scheduler.scheduled-time>', at));
    return this.#lambda.invoke(caller, Arn, input, { sourceArn: found.attributes.Arn ?? '' });
  }
}
