import { Duration } from 'aws-cdk-lib';
import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IConstruct } from 'constructs';
import { FIVE_MINUTES, type Watched } from '#infra/constructs/alarms.ts';
import { shortOf } from '#infra/constructs/watched-functions.ts';

/** Operations of the adapters in `shared/aws/dynamodb`; DynamoDB counts its own errors by operation. */
const OPERATIONS = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'TransactWriteItems'] as const;

/** What is watched of the table: that it takes what it is asked for, and fails at nothing. */
export function watchedTable({ tableName }: TableV2): Watched[] {
  const metric = (metricName: string, more: Record<string, string> = {}) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      dimensionsMap: { TableName: tableName, ...more },
      metricName,
      statistic: Stats.SUM,
      period: FIVE_MINUTES,
    });
  const sum = (metrics: Record<string, Metric>) =>
    new MathExpression({
      expression: Object.keys(metrics)
        .map((id) => `FILL(${id}, 0)`)
        .join(' + '),
      usingMetrics: metrics,
      period: FIVE_MINUTES,
    });
  const errors = OPERATIONS.map(
    (Operation, at) => [`m${at}`, metric('SystemErrors', { Operation })] as const,
  );
  return [
    {
      alarm: 'table-throttled',
      subject: 'table',
      metric: sum({ reads: metric('ReadThrottleEvents'), writes: metric('WriteThrottleEvents') }),
      // Single ones are tried again by the adapters and are seen by nobody.
      atLeast: 10,
    },
    { alarm: 'table-failing', subject: 'table', metric: sum(Object.fromEntries(errors)), atLeast: 5 },
  ];
}

/** What is watched of every vault of backups. */
export function watchedBackups(constructs: readonly IConstruct[]): Watched[] {
  return constructs
    .filter((each) => each instanceof CfnBackupVault)
    .map(({ backupVaultName: name }) => ({
      alarm: 'backup-failed',
      subject: shortOf(name),
      metric: new Metric({
        namespace: 'AWS/Backup',
        dimensionsMap: { BackupVaultName: name },
        metricName: 'NumberOfBackupJobsFailed',
        statistic: Stats.SUM,
        period: Duration.hours(1),
      }),
      atLeast: 1,
    }));
}
