import { isDeepStrictEqual } from 'node:util';
import type { ExecutionDescription, HistoryEvent } from '#shared/ports/workflow-engine.ts';

/** A machine with the history that AWS gave for it. */
export interface Recording {
  id: string;
  definition: string;
  input: string;
  events: ({ id: number; previousEventId: number; type: string } & Record<string, unknown>)[];
}

const FINAL: Record<string, string> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
};

/** Whether a recorded value is ours: placeholders stand for anything, and data may be recorded as text or parsed. */
function same(recorded: unknown, ours: unknown): boolean {
  if (typeof recorded === 'string') {
    if (/^"?(?:date|timestamp|snf_role_arn)"?$|<[\w:-]+>/.test(recorded)) return typeof ours === 'string';
    if (recorded === ours) return true;
    try {
      return isDeepStrictEqual(JSON.parse(recorded), JSON.parse(String(ours)));
    } catch {
      return false;
    }
  }
  let value = ours;
  if (typeof ours === 'string') {
    try {
      value = JSON.parse(ours);
    } catch {
      return false;
    }
  }
  if (typeof recorded !== 'object' || recorded === null) return isDeepStrictEqual(recorded, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(recorded))
    return false;
  const names = new Set([...Object.keys(recorded), ...Object.keys(value)]);
  return [...names].every((name) =>
    same((recorded as Record<string, unknown>)[name], (value as Record<string, unknown>)[name]),
  );
}

/** Everything in which an execution here is not what AWS recorded. */
export function differences(
  recording: Recording,
  description: ExecutionDescription,
  history: readonly HistoryEvent[],
): string[] {
  const { events } = recording;
  const last = events.at(-1);
  const status = FINAL[last?.type ?? ''] ?? 'RUNNING';
  const found: string[] = [];
  if (description.status !== status) found.push(`status ${description.status}, on AWS ${status}`);
  const details = (last?.executionFailedEventDetails ?? {}) as { error?: string; cause?: string };
  if (description.error !== details.error) found.push(`error ${description.error}, on AWS ${details.error}`);
  if (!similar(details.cause, description.cause)) {
    found.push(`cause ${description.cause}, on AWS ${details.cause}`);
  }
  return [...found, ...eventDifferences(recording, history)];
}

/** Causes are equal up to placeholders. */
function similar(recorded: string | undefined, ours: string | undefined): boolean {
  if (recorded === undefined || ours === undefined) return recorded === ours;
  const escaped = recorded.split(/<[^>]*>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's').test(ours);
}

/**
 * The events one by one. Those recorded with id 0 ran side by side and were sorted by their recorders, who also left
 * some out: each of them only has to be there.
 */
function eventDifferences({ events }: Recording, history: readonly HistoryEvent[]): string[] {
  const ours = new Map(history.map((event) => [event.id, event]));
  const found: string[] = [];
  for (const event of events.filter(({ id }) => Number(id) !== 0)) {
    const mine = ours.get(event.id);
    ours.delete(event.id);
    if (mine?.type !== event.type) {
      found.push(`event ${event.id} ${mine?.type}, on AWS ${event.type}`);
      continue;
    }
    const kind = Object.keys(event).find((name) => name.endsWith('Details'));
    if (kind !== mine.details?.kind)
      found.push(`event ${event.id} has ${mine.details?.kind}, on AWS ${kind}`);
    else if (
      kind !== undefined &&
      !kind.startsWith('executionFailed') &&
      !kind.startsWith('evaluationFailed')
    ) {
      if (!same(event[kind], mine.details?.value)) {
        found.push(
          `event ${event.id}: ${JSON.stringify(mine.details?.value)}, on AWS ${JSON.stringify(event[kind])}`,
        );
      }
    }
  }
  const left = [...ours.values()].map(({ type }) => type);
  for (const { type } of events.filter(({ id }) => Number(id) === 0)) {
    const at = left.indexOf(type);
    if (at < 0) found.push(`no event ${type}`);
    else left.splice(at, 1);
  }
  if (!events.some(({ id }) => Number(id) === 0) && left.length > 0)
    found.push(`events too many: ${left.join(', ')}`);
  return found;
}
