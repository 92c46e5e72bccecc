import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { type Bucket, HttpMethods, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { letDistributionsRead } from '#infra/constructs/edge-read.ts';
import { Inbox } from '#infra/constructs/inbox.ts';
import { People } from '#infra/constructs/people.ts';
import { accessLogsBucket, studioBucket } from '#infra/constructs/studio-bucket.ts';
import { StudioTable } from '#infra/constructs/studio-table.ts';
import { TableBackup } from '#infra/constructs/table-backup.ts';

/** Everything that outlives a deployment: the table, the files, what was dropped in, the people, and backups. */
export class DataStack extends Stack {
  readonly table: StudioTable;
  readonly assets: Bucket;
  readonly inbox: Inbox;
  readonly site: Bucket;
  /** What CloudFront was asked for. */
  readonly edgeLogs: Bucket;
  /** Those who may sign in, unless another issuer knows them. */
  readonly people?: People;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      env: environmentOf(stage),
      description: 'Reelwright: the table and the files of the studio; kept when everything else goes',
      terminationProtection: true,
    });
    this.table = new StudioTable(this, 'Table', stage);
    new TableBackup(this, 'Backup', {
      stage: stage.stage,
      table: this.table.table,
      days: stage.features.backupDays,
    });
    const accessLogs = accessLogsBucket(this, 'AccessLogs');
    acknowledge(accessLogs, 'AwsSolutions-S1', 'It holds the access logs of the others.');
    this.assets = studioBucket(this, 'Assets', {
      accessLogs,
      // Kept for ever; what has not been made lately is read seldom. Small objects stay where they are.
      lifecycle: {
        transitions: [
          { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(60) },
          { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(180) },
        ],
      },
      cors: [
        {
          // A link is signed for one file and some minutes, and needs no cookie: any page that has it may use it.
          allowedOrigins: stage.origins.length > 0 ? stage.origins : ['*'],
          allowedMethods: [HttpMethods.GET, HttpMethods.HEAD, HttpMethods.PUT],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag'],
          maxAge: 3600,
        },
      ],
    });
    this.inbox = new Inbox(this, 'Inbox', { stage: stage.stage, accessLogs });
    this.site = studioBucket(this, 'Site', { accessLogs });
    // With the list, a page that is not there is answered with 404; nobody gets to see it, CloudFront asks for files only.
    letDistributionsRead(this.site, ['s3:GetObject', 's3:ListBucket']);
    if (stage.features.cloudfrontSignedFilms) letDistributionsRead(this.assets, ['s3:GetObject']);
    this.edgeLogs = accessLogsBucket(this, 'EdgeLogs', { byCloudFront: true });
    acknowledge(this.edgeLogs, 'AwsSolutions-S1', 'It holds the access logs of distributions.');
    if (stage.auth.provider === 'cognito') this.people = new People(this, 'People', stage.stage, stage.auth);
    // For whoever drops files, looks after what is kept, or uploads a site.
    new CfnOutput(this, 'TableName', { value: this.table.table.tableName });
    new CfnOutput(this, 'AssetsBucket', { value: this.assets.bucketName });
    new CfnOutput(this, 'InboxBucket', { value: this.inbox.bucket.bucketName });
    new CfnOutput(this, 'SiteBucket', { value: this.site.bucketName });
  }
}

/** Where a stack of a stage is deployed. */
export function environmentOf({ region, account }: Stage): { region: string; account?: string } {
  return { region, ...(account === undefined ? {} : { account }) };
}
