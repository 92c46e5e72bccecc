import type { Execution } from '#local/asl/execution.ts';
import type { Frame } from '#local/asl/frame.ts';

/** Which item a Map state is at. */
export interface MapItem {
  Index: number;
  Value: unknown;
}

/** The prefix of every execution's id, its ARN: the account's place holds the tenant. */
export function executionArn(tenant: string, workflow: string, name: string): string {
  return `arn:aws:states:local:${tenant}:execution:${workflow}:${name}`;
}

/** The ARN of a workflow. */
export function workflowArn(tenant: string, workflow: string): string {
  return `arn:aws:states:local:${tenant}:stateMachine:${workflow}`;
}

/** The ARN of the role that the executions of a tenant would run under. */
export function roleArn(tenant: string): string {
  return `arn:aws:iam::${tenant}:role/reelwright`;
}

/** ISO 8601 with milliseconds, from epoch ms. */
export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** The context object (`$$`, `$states.context`) of a frame; `item` stands in while items are being selected. */
export function contextOf(execution: Execution, frame: Frame, item?: MapItem): Record<string, unknown> {
  const { header, redrives, redrivenAt } = execution;
  const { tenant, name } = header;
  const { workflow } = header.definition;
  const { Type } = execution.stateOf(frame);
  const mapItem = item ?? itemAround(execution, frame);
  return {
    Execution: {
      Id: header.id,
      Input: header.input.value,
      Name: name,
      RoleArn: roleArn(tenant),
      StartTime: isoTime(header.startedAt),
      RedriveCount: redrives,
      ...(redrivenAt === undefined ? {} : { RedriveTime: isoTime(redrivenAt) }),
    },
    State: {
      EnteredTime: isoTime(frame.entered.at),
      Name: frame.state,
      ...(['Task', 'Map', 'Parallel'].includes(Type) ? { RetryCount: frame.attempts } : {}),
    },
    StateMachine: { Id: workflowArn(tenant, workflow), Name: workflow },
    ...(frame.token === undefined ? {} : { Task: { Token: frame.token } }),
    ...(mapItem === undefined ? {} : { Map: { Item: mapItem } }),
  };
}

/** The item of the innermost Map state around a frame. */
function itemAround(execution: Execution, frame: Frame): MapItem | undefined {
  for (let at = frame; at.parent !== 0; ) {
    const parent = execution.frames.get(at.parent);
    if (parent === undefined) return undefined;
    const items = parent.branches?.items?.value;
    if (items !== undefined) return { Index: at.index, Value: (items as unknown[])[at.index] };
    at = parent;
  }
  return undefined;
}
