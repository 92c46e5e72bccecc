import type { Failure } from '#local/asl/failure.ts';
import type { Json } from '#local/asl/json.ts';
import type { Site } from '#local/asl/machinery.ts';
import type { Resource } from '#local/asl/tasks/resource.ts';

type Moment = 'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut';

/** Writes an event of a task, with the type and details that AWS has for this kind of resource. */
export function taskEvent(site: Site, resource: Resource, moment: Moment, details: object): void {
  const { execution, frame, machinery } = site;
  const at = machinery.clock.now();
  if (resource.service !== 'function') {
    const { service: resourceType, action, pattern } = resource;
    const suffix = pattern === 'request' ? '' : pattern === 'token' ? '.waitForTaskToken' : `.${pattern}`;
    frame.lastEvent = execution.append(frame, at, frame.lastEvent, `Task${moment}`, [
      `task${moment}EventDetails`,
      { resourceType, resource: `${action}${suffix}`, ...details },
    ]);
    return;
  }
  const kind = `lambdaFunction${moment}EventDetails`;
  frame.lastEvent = execution.append(
    frame,
    at,
    frame.lastEvent,
    `LambdaFunction${moment}`,
    moment === 'Started' ? undefined : [kind, plainDetails(resource, details)],
  );
}

/** Plain Lambda ARNs have events of their own, with `input` for what is called `parameters` elsewhere. */
function plainDetails(resource: Resource, details: object): object {
  if (!('parameters' in details)) return details;
  const { parameters, region: _, ...rest } = details as { parameters: string; region: string };
  const input = { input: parameters, inputDetails: { truncated: false } };
  return { resource: resource.functionName, ...input, ...rest };
}

/** Details of an output. */
export function outputDetails(output: Json): object {
  return { output: output.text, outputDetails: { truncated: false } };
}

/** Details of a failure. */
export function failureDetails({ error, cause }: Failure): object {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}
