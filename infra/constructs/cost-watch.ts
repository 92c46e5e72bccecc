import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlarmName } from '#infra/alarms.ts';
import type { Stage } from '#infra/config.ts';
import { resourceName } from '#infra/constructs/names.ts';

/** USD above what a day usually costs from which an anomaly is told. */
const ANOMALY_USD = 5;

/**
 * Tells a person when the account's month costs more than the stage plans, or will, and of days that cost unusually much. It
 * counts the whole account: to count by tags, somebody would have to switch these on by hand, and until then nothing
 * would be told.
 */
export class CostWatch extends Construct {
  constructor(scope: Construct, id: string, { stage, budgets }: Stage, topic: Topic) {
    super(scope, id);
    const subscribers = [{ subscriptionType: 'SNS', address: topic.topicArn }];
    const told = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
      },
      subscribers,
    });
    new CfnBudget(this, 'Month', {
      budget: {
        budgetName: resourceName(stage, 'budget' satisfies AlarmName),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: budgets.monthlyUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: [told('ACTUAL', 80), told('ACTUAL', 100), told('FORECASTED', 100)],
    });
    const { anomalyMonitor } = budgets;
    if (anomalyMonitor === undefined) return;
    const name = resourceName(stage, 'cost-anomaly' satisfies AlarmName);
    const monitor =
      anomalyMonitor === 'new'
        ? new CfnAnomalyMonitor(this, 'Services', {
            monitorName: name,
            monitorType: 'DIMENSIONAL',
            monitorDimension: 'SERVICE',
          }).ref
        : anomalyMonitor;
    new CfnAnomalySubscription(this, 'Anomalies', {
      subscriptionName: name,
      frequency: 'IMMEDIATE',
      monitorArnList: [monitor],
      subscribers: [{ type: 'SNS', address: topic.topicArn }],
      thresholdExpression: JSON.stringify({
        Dimensions: {
          Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          MatchOptions: ['GREATER_THAN_OR_EQUAL'],
          Values: [String(ANOMALY_USD)],
        },
      }),
    });
  }
}
