import { isoTime, workflowArn } from '#local/asl/context.ts';
import { STATES, StateFailure } from '#local/asl/failure.ts';
import { Json } from '#local/asl/json.ts';
import type { Nested, Site } from '#local/asl/machinery.ts';
import { asObject, text } from '#local/asl/tasks/call.ts';
import { outputDetails, taskEvent } from '#local/asl/tasks/events.ts';
import { type Resource, workflowName } from '#local/asl/tasks/resource.ts';

/**
 * `states:startExecution`: starts another workflow of the tenant. Its name is kept before it is started, so that a
 * restart finds the one that is there. Plain: gives ARN and start. `.sync`: also waits; `.sync:2`: with JSON instead of
 * text for input and output. A nested execution that does not succeed fails the task with `States.TaskFailed`.
 */
export async function startNested(site: Site, resource: Resource): Promise<Json> {
  const { machinery, execution, frame } = site;
  const { tenant } = execution.header;
  const fields = asObject(frame.args?.value);
  const workflow = workflowName(text(fields, 'StateMachineArn'));
  const known = frame.child !== undefined;
  const name =
    typeof fields.Name === 'string'
      ? fields.Name
      : `${execution.header.name.slice(0, 40)}-${attemptName(site)}`;
  const started = await machinery.startNested(tenant, workflow, name, fields.Input ?? {});
  const start = Json.of({ ExecutionArn: started.id, StartDate: isoTime(started.startedAt) });
  if (resource.pattern === 'request' || resource.pattern === 'token') return start;
  if (!known && execution.live(frame)) {
    frame.child = started.id;
    taskEvent(site, resource, 'Submitted', outputDetails(start));
    execution.changed(frame);
    await machinery.commit(execution);
  }
  const ended = await machinery.whenEnded(tenant, started.id);
  const description = Json.of(describe(tenant, ended, resource.pattern === 'sync:2'));
  if (ended.status === 'SUCCEEDED') return description;
  throw new StateFailure({ error: STATES.taskFailed, cause: description.text });
}

/** A name that is the same when this attempt is repeated after a restart. */
function attemptName({ frame }: Site): string {
  return `${frame.entered.event}-${frame.id}-${frame.attempts}`;
}

function describe(tenant: string, nested: Nested, parsed: boolean): object {
  const data = (value: unknown) => (parsed ? value : JSON.stringify(value));
  const { id, name, workflow, status, input, output, error, cause, startedAt, stoppedAt } = nested;
  return {
    ExecutionArn: id,
    Input: data(input),
    InputDetails: { Included: true },
    Name: name,
    ...(status === 'SUCCEEDED' ? { Output: data(output), OutputDetails: { Included: true } } : {}),
    ...(error === undefined ? {} : { Error: error }),
    ...(cause === undefined ? {} : { Cause: cause }),
    StartDate: startedAt,
    StateMachineArn: workflowArn(tenant, workflow),
    Status: status,
    ...(stoppedAt === undefined ? {} : { StopDate: stoppedAt }),
  };
}
