import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IAlarmRule,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ALARMS, type AlarmName, runbook } from '#infra/alarms.ts';
import type { Stage } from '#infra/config.ts';
import { resourceName } from '#infra/constructs/names.ts';

/** Over how long most figures are taken together. */
export const FIVE_MINUTES = Duration.minutes(5);

/** Something that is watched: when it is said to be wrong. */
export interface Watched {
  alarm: AlarmName;
  /** What it is about, as in the name of a queue: `brief-start`. */
  subject: string;
  metric: IMetric;
  /** It rings when the figure is at least this, */
  atLeast: number;
  /** in so many periods in a row; one without. */
  periods?: number;
}

/** Alarms with their runbooks, all told to one topic. No figures are good figures: nothing runs at rest. */
export class Alarms extends Construct {
  readonly #stage: Stage;
  readonly #topic: Topic;
  readonly all: Alarm[] = [];
  readonly #noticed: IAlarmRule[] = [];

  constructor(scope: Construct, id: string, stage: Stage, topic: Topic) {
    super(scope, id);
    this.#stage = stage;
    this.#topic = topic;
  }

  /** Makes an alarm. `noticed` is for what people would see; it makes the studio unwell. */
  add({ alarm, subject, metric, atLeast, periods = 1 }: Watched, { noticed = false } = {}): void {
    const made = new Alarm(this, `${alarm}-${subject}`, {
      alarmName: resourceName(this.#stage.stage, `${alarm}-${subject}`),
      alarmDescription: this.#describe(alarm, subject),
      metric,
      threshold: atLeast,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    made.addAlarmAction(new SnsAction(this.#topic));
    made.addOkAction(new SnsAction(this.#topic));
    this.all.push(made);
    if (noticed) this.#noticed.push(AlarmRule.fromAlarm(made, AlarmState.ALARM));
  }

  /** Makes the alarm that rings when any of those rings that people would notice. */
  sum(): void {
    const alarm: AlarmName = 'studio-unwell';
    new CompositeAlarm(this, alarm, {
      compositeAlarmName: resourceName(this.#stage.stage, alarm),
      alarmDescription: this.#describe(alarm, this.#stage.stage),
      alarmRule: AlarmRule.anyOf(...this.#noticed),
    }).addAlarmAction(new SnsAction(this.#topic));
  }

  #describe(alarm: AlarmName, subject: string): string {
    const { title, act } = ALARMS[alarm];
    return `${title}: ${subject}. ${act} ${runbook(alarm, this.#stage.repository)}`;
  }
}
