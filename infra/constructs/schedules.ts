import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { TenantSchedule } from '#infra/config.ts';
import { grantTo } from '#infra/constructs/grant.ts';
import { localArn, resourceName } from '#infra/constructs/names.ts';
import type { StudioFunction } from '#infra/constructs/studio-function.ts';

/** What schedules are made of. */
export interface SchedulesProps {
  stage: string;
  schedules: readonly TenantSchedule[];
  target: StudioFunction;
  /** Where an invocation goes that could not be made. */
  dead: Queue;
}

/** Each schedule of a stage calls one function, with its name, its time and what is to be made; the role may do only that. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { stage, schedules, target, dead }: SchedulesProps) {
    super(scope, id);
    const group = new CfnScheduleGroup(this, 'Group', { name: resourceName(stage, 'schedules') });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Stack.of(this).account,
            'aws:SourceArn': localArn(this, 'scheduler', `schedule-group/${group.name}`),
          },
        },
      }),
    });
    grantTo(role, [
      { actions: ['lambda:InvokeFunction'], resources: [target.function.functionArn] },
      { actions: ['sqs:SendMessage'], resources: [dead.queueArn] },
    ]);
    for (const { name, expression, timezone, tenant, production } of schedules) {
      const schedule = new CfnSchedule(this, name, {
        name,
        groupName: resourceName(stage, 'schedules'),
        scheduleExpression: expression,
        scheduleExpressionTimezone: timezone,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: target.function.functionArn,
          roleArn: role.roleArn,
          input: JSON.stringify({
            schedule: name,
            // Scheduler puts the time here that the call was planned for, which a later attempt shares.
            at: '<aws.scheduler.scheduled-time>',
            tenant,
            production,
          }),
          deadLetterConfig: { arn: dead.queueArn },
          retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 3600 },
        },
      });
      // It is tried out when it is made.
      schedule.node.addDependency(group, role);
    }
  }
}
