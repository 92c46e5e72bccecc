import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { hasPattern } from '#tests/rehearsal/events/event-pattern.ts';

/** What the template says of a function's event source. */
export interface EventSourceMapping {
  functionName: string;
  sourceArn: string;
  batchSize: number;
  reportsFailures: boolean;
  /** Patterns of which one must hold for a record. */
  filters: readonly unknown[];
  bisects: boolean;
  retries: number;
  /** ARN of the queue that gets what could not be handed over. */
  onFailure?: string;
}

interface MappingProperties {
  FunctionName: string;
  EventSourceArn: string;
  BatchSize?: number;
  FunctionResponseTypes?: string[];
  FilterCriteria?: { Filters: { Pattern: string }[] };
  BisectBatchOnFunctionError?: boolean;
  MaximumRetryAttempts?: number;
  DestinationConfig?: { OnFailure?: { Destination?: string } };
  Enabled?: boolean;
}

/** The event source mappings of a service (`sqs`, `dynamodb`). */
export function mappingsOf(deployment: Deployment, service: string): EventSourceMapping[] {
  return deployment
    .resources<MappingProperties>('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties.Enabled !== false)
    .filter(({ properties }) => properties.EventSourceArn.split(':')[2] === service)
    .map(({ properties }) => {
      const onFailure = properties.DestinationConfig?.OnFailure?.Destination;
      return {
        functionName: properties.FunctionName,
        sourceArn: properties.EventSourceArn,
        batchSize: properties.BatchSize ?? (service === 'sqs' ? 10 : 100),
        reportsFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
        filters: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern)),
        bisects: properties.BisectBatchOnFunctionError ?? false,
        retries: properties.MaximumRetryAttempts ?? -1,
        ...(onFailure === undefined ? {} : { onFailure }),
      };
    });
}

/** Whether a record is handed to the function: one of the filters lets it through, or there are none. */
export function passes({ filters }: EventSourceMapping, record: unknown): boolean {
  return filters.length === 0 || filters.some((filter) => hasPattern(filter, record));
}
