import { isDeepStrictEqual } from 'node:util';
import type { Conductor } from '#local/asl/conductor.ts';
import { executionArn, roleArn } from '#local/asl/context.ts';
import type { Definition } from '#local/asl/definition/definition.ts';
import { Execution } from '#local/asl/execution.ts';
import { newFrame } from '#local/asl/frame.ts';
import { Json } from '#local/asl/json.ts';
import { findExecution } from '#local/asl/store/load.ts';
import { insertExecution, saveChanges } from '#local/asl/store/save.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';

/**
 * Starts an execution, or finds the one of that name with the same input. Throws `NOT_FOUND` for an unknown workflow,
 * `OPTION_INVALID` for a bad name or too large an input, `STORE_CONFLICT` when the name is there with another input.
 */
export async function startExecution(
  conductor: Conductor,
  tenant: TenantId,
  request: { workflow: string; name: string; input: unknown },
): Promise<string> {
  const { workflow, name } = request;
  const { database, definitions } = conductor.parts;
  const definition = definitions.get(workflow);
  if (definition === undefined) throw new AppError('NOT_FOUND', `There is no workflow '${workflow}'.`);
  if (!/^[\w-]{1,80}$/.test(name)) {
    throw new AppError('OPTION_INVALID', 'An execution is named with 1 to 80 letters, digits, - and _.');
  }
  const input = Json.of(request.input);
  if (input.tooLarge) throw new AppError('OPTION_INVALID', 'The input of an execution is at most 256 KiB.');
  const execution = newExecution(conductor, tenant, definition, name, input);
  const { id } = execution.header;
  const there = await database.write((statements) => {
    const key = insertExecution(statements, execution);
    if (key === undefined) return findExecution(statements, tenant, id);
    execution.key = key;
    saveChanges(statements, execution);
    return undefined;
  });
  if (there === undefined) conductor.activate(execution);
  else if (!isDeepStrictEqual(JSON.parse(there.input), input.value)) {
    throw new AppError('STORE_CONFLICT', `The execution '${name}' is there with another input.`);
  } else if (there.status === 'RUNNING' && !conductor.active.has(id)) {
    // It was under way when an earlier process ended, and nobody has recovered it: being asked for again is reason enough.
    conductor.activate(conductor.load(there));
  }
  return id;
}

function newExecution(
  { clock }: Conductor,
  tenant: TenantId,
  definition: Definition,
  name: string,
  input: Json,
): Execution {
  const startedAt = clock.now();
  const id = executionArn(tenant, definition.workflow, name);
  const execution = new Execution({ id, tenant, name, definition, input, startedAt });
  const { machine } = definition;
  if (machine.TimeoutSeconds !== undefined) execution.due = startedAt + machine.TimeoutSeconds * 1_000;
  execution.append(undefined, startedAt, 0, 'ExecutionStarted', [
    'executionStartedEventDetails',
    { input: input.text, inputDetails: { truncated: false }, roleArn: roleArn(tenant) },
  ]);
  const root = { parent: 0, index: 0, machine, silent: false, input, variables: {}, lastEvent: 0 };
  execution.add(newFrame({ id: execution.nextFrameId(), ...root }));
  return execution;
}
