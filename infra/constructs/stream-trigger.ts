import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { failureQueue } from '#infra/constructs/failure-queue.ts';
import { WHY } from '#infra/constructs/grant.ts';
import type { StudioFunction } from '#infra/constructs/studio-function.ts';
import type { StudioTable } from '#infra/constructs/studio-table.ts';
import { RELAYED } from '#shared/aws/dynamodb/stream-records.ts';

/**
 * Hands new items of the table to a function, in the order of each partition. A batch that fails is halved until the item
 * that cannot be handed on is alone; where it stands in the stream is kept for a person.
 */
export function triggerByTable(
  target: StudioFunction,
  { table, useOfKey }: StudioTable,
  stage: string,
): void {
  const streamArn = table.tableStreamArn;
  if (streamArn === undefined) throw new Error('The table has no stream.');
  const dead = failureQueue(target, stage);
  target.grant(
    {
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [streamArn],
    },
    { actions: ['dynamodb:ListStreams'], resources: ['*'], why: WHY.noResources },
    useOfKey,
  );
  const mapping = new EventSourceMapping(target, 'Changes', {
    target: target.function,
    eventSourceArn: streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    parallelizationFactor: 10,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(6),
    filters: [FilterCriteria.filter(RELAYED)],
    onFailure: { bind: () => ({ destination: dead.queueArn }) },
  });
  mapping.node.addDependency(target.role);
}
