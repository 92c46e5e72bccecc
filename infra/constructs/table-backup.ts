import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { acknowledgeManagedPolicy } from '#infra/constructs/acknowledge.ts';
import { resourceName } from '#infra/constructs/names.ts';

/** A backup of the table each night, apart from it, beside point-in-time recovery. */
export class TableBackup extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { stage, table, days }: { stage: string; table: TableV2; days: number },
  ) {
    super(scope, id);
    const vault = new BackupVault(this, 'Vault', {
      backupVaultName: resourceName(stage, 'backups'),
      // Not after a first deployment that failed: its name would be in the way of the next.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const plan = new BackupPlan(this, 'Plan', {
      backupPlanName: resourceName(stage, 'nightly'),
      backupVault: vault,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'nightly',
          scheduleExpression: Schedule.cron({ hour: '2', minute: '30' }),
          deleteAfter: Duration.days(days),
        }),
      ],
    });
    const selection = plan.addSelection('Table', { resources: [BackupResource.fromArn(table.tableArn)] });
    acknowledgeManagedPolicy(
      selection,
      'AWSBackupServiceRolePolicyForBackup',
      'AWS Backup documents this policy for the role of its backups.',
    );
  }
}
