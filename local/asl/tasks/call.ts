import { type Failure, STATES, StateFailure } from '#local/asl/failure.ts';
import type { TaskCall } from '#local/asl/integrations.ts';
import { Json } from '#local/asl/json.ts';
import type { Site } from '#local/asl/machinery.ts';
import { functionName, type Resource } from '#local/asl/tasks/resource.ts';

/** Longest error name and cause that AWS takes. */
const LONGEST_NAME = 256;
const LONGEST_CAUSE = 32_768;

/** Calls what a task names (nested executions apart) and gives the result in the shape that AWS gives it. */
export async function call(
  site: Site,
  resource: Resource,
  args: unknown,
  signal: AbortSignal,
): Promise<Json> {
  const { machinery, execution, frame } = site;
  const { integrations } = machinery;
  const attempt = `${execution.header.id}#${frame.entered.event}.${frame.attempts}.${frame.id}`;
  const meta: TaskCall = { tenant: execution.header.tenant, signal, attempt };
  const fields = asObject(args);
  switch (resource.service) {
    case 'function':
      return Json.of(await integrations.invoke(resource.functionName ?? '', args, meta));
    case 'lambda': {
      const name = functionName(text(fields, 'FunctionName'));
      const payload = await integrations.invoke(name, fields.Payload ?? {}, meta);
      return Json.of({ Payload: payload ?? null, StatusCode: 200 });
    }
    case 'batch':
      return Json.of(await integrations.submitJob(fields, meta));
    case 'sqs':
      return Json.of(await integrations.sendMessage(fields, meta));
    case 'events':
      return putEvents(await integrations.putEvents(fields, meta));
    case 'states':
      throw new Error('nested executions are started elsewhere');
  }
}

function putEvents(answer: unknown): Json {
  const result = Json.of(answer);
  const { FailedEntryCount } = (result.value ?? {}) as { FailedEntryCount?: number };
  if (!FailedEntryCount) return result;
  throw new StateFailure({ error: 'EventBridge.FailedEntry', cause: result.text });
}

/** What a call that threw fails its task with: the error's name, and a cause as Lambda writes it. */
export function failureFrom(error: unknown): Failure {
  if (error instanceof StateFailure) return error.failure;
  const { name, message, stack } = (error ?? {}) as { name?: string; message?: string; stack?: string };
  const errorType = (name ?? 'Error').slice(0, LONGEST_NAME);
  const errorMessage = message ?? String(error);
  const trace = stack?.split('\n').map((line) => line.trim());
  const whole = JSON.stringify({ errorMessage, errorType, ...(trace === undefined ? {} : { trace }) });
  const cause =
    whole.length <= LONGEST_CAUSE
      ? whole
      : JSON.stringify({ errorMessage: errorMessage.slice(0, 4_096), errorType });
  return { error: errorType, cause };
}

/** The arguments of an integration, which must be an object. */
export function asObject(args: unknown): Record<string, unknown> {
  return typeof args === 'object' && args !== null && !Array.isArray(args)
    ? (args as Record<string, unknown>)
    : {};
}

/** A text among the arguments; without it the task fails as AWS fails it. */
export function text(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new StateFailure({
    error: STATES.runtime,
    cause: `The field '${name}' is required but was missing`,
  });
}
