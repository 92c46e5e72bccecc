import type { HistoryEvent as SdkEvent } from '@aws-sdk/client-sfn';
import type { HistoryEvent } from '#shared/ports/workflow-engine.ts';

/** An event as `GetExecutionHistory` gives it, in the shape of the port: its one details object is named. */
export function toHistoryEvent(event: SdkEvent): HistoryEvent {
  const { id, previousEventId, timestamp, type, ...rest } = event;
  const [kind, value] = Object.entries(rest).find(([, details]) => details !== undefined) ?? [];
  return {
    id: id ?? 0,
    previousEventId: previousEventId ?? 0,
    timestamp: timestamp?.toISOString() ?? '',
    type: type ?? '',
    ...(kind === undefined ? {} : { details: { kind, value: value as unknown as Record<string, unknown> } }),
  };
}
