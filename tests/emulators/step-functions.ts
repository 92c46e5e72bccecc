import { randomUUID } from 'node:crypto';
import type { AslEngine } from '#local/asl/engine.ts';
import { readToken } from '#local/asl/states/task.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { ExecutionDescription } from '#shared/ports/workflow-engine.ts';
import { ExecutionArns, plain } from '#tests/emulators/step-functions/arns.ts';
import { type StatusChange, statusChange } from '#tests/emulators/step-functions/status-change.ts';
import { type Authorise, answerJson, Fault, type Handle, runTarget } from '#tests/emulators/wire.ts';

/** What stands behind the service. */
export interface StepFunctionsOptions {
  engine: AslEngine;
  /** Whose executions these all are in the engine: an account is one tenant to it. */
  tenant: TenantId;
  /** ARN of each state machine, without version or alias → name that the engine knows its workflow by. */
  stateMachines: ReadonlyMap<string, string>;
  authorise?: Authorise;
  /** Is told what EventBridge would be told. */
  onStatusChange?: (event: StatusChange) => void;
}

/** The longest input and output, in bytes. */
const LONGEST_DATA = 262_144;

/**
 * Step Functions as its clients see it (AWS JSON 1.0), in front of the ASL runner of the local home: standard executions,
 * their history in pages, redrive, task tokens, status change events. Machines may be named with a version or an alias.
 */
export function createStepFunctions(options: StepFunctionsOptions): { handle: Handle } {
  const { engine, tenant, authorise, onStatusChange } = options;
  const arns = new ExecutionArns(options.stateMachines);
  const started = new Map<
    string,
    { input: string; startedAt: number; machine: string; stoppedAt?: number }
  >();

  type Call = (fields: Record<string, unknown>, may: (resource: string) => Promise<void>) => Promise<unknown>;
  const operations: Record<string, Call> = {
    async StartExecution(fields, may) {
      const machine = text(fields, 'stateMachineArn');
      // Also where an alias is called, it is the machine itself that must be granted.
      await may(plain(machine));
      const workflow = arns.workflowOf(machine);
      const name = typeof fields.name === 'string' ? fields.name : randomUUID();
      if (!/^[\w-]{1,80}$/.test(name)) throw new Fault('InvalidName', `Invalid Name: '${name}'`);
      const input = typeof fields.input === 'string' ? fields.input : '{}';
      const arn = arns.ofExecution(machine, name);
      const there = started.get(arn);
      if (there !== undefined) {
        const { status } = await engine.describe(tenant, arns.engineId(arn, tenant));
        if (status !== 'RUNNING' || there.input !== input) {
          throw new Fault('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
        }
        return { executionArn: arn, startDate: there.startedAt / 1_000 };
      }
      const startedAt = Date.now();
      started.set(arn, { input, startedAt, machine });
      try {
        await engine.start(tenant, { workflow, name, input: parse(input, 'InvalidExecutionInput') });
      } catch (error) {
        started.delete(arn);
        throw error;
      }
      follow(arn);
      return { executionArn: arn, startDate: startedAt / 1_000 };
    },
    async DescribeExecution(fields, may) {
      const arn = text(fields, 'executionArn');
      await may(arn);
      return describe(arn, await found(arn));
    },
    async GetExecutionHistory(fields, may) {
      const arn = text(fields, 'executionArn');
      await may(arn);
      await found(arn);
      const {
        maxResults = 100,
        nextToken = '0',
        reverseOrder,
      } = fields as {
        maxResults?: number;
        nextToken?: string;
        reverseOrder?: boolean;
      };
      if (!/^\d+$/.test(nextToken)) throw new Fault('InvalidToken', `Invalid Token: '${nextToken}'`);
      const all = await engine.history(tenant, arns.engineId(arn, tenant));
      if (reverseOrder) all.reverse();
      const from = Number(nextToken);
      const until = from + Math.min(1_000, maxResults || 100);
      return {
        events: all.slice(from, until).map(({ details, timestamp, ...event }) => ({
          ...event,
          timestamp: Date.parse(timestamp) / 1_000,
          ...(details === undefined ? {} : { [details.kind]: details.value }),
        })),
        ...(until < all.length ? { nextToken: String(until) } : {}),
      };
    },
    async StopExecution(fields, may) {
      const arn = text(fields, 'executionArn');
      await may(arn);
      await found(arn);
      const { error, cause } = fields as { error: string; cause: string };
      await engine.stop(tenant, arns.engineId(arn, tenant), { error, cause });
      return { stopDate: Date.now() / 1_000 };
    },
    async RedriveExecution(fields, may) {
      const arn = text(fields, 'executionArn');
      await may(arn);
      const { status } = await found(arn);
      if (status === 'RUNNING' || status === 'SUCCEEDED') {
        throw new Fault('ExecutionNotRedrivable', `Execution is ${status} and cannot be redriven.`);
      }
      await engine.redrive(tenant, arns.engineId(arn, tenant));
      follow(arn);
      return { redriveDate: Date.now() / 1_000 };
    },
    SendTaskSuccess: (fields, may) =>
      answer(fields, may, (token) =>
        engine.sendTaskSuccess(tenant, token, parse(text(fields, 'output'), 'InvalidOutput')),
      ),
    SendTaskFailure: (fields, may) =>
      answer(fields, may, (token) =>
        engine.sendTaskFailure(tenant, token, {
          error: String(fields.error ?? ''),
          cause: String(fields.cause ?? ''),
        }),
      ),
    SendTaskHeartbeat: (fields, may) =>
      answer(fields, may, (token) => engine.sendTaskHeartbeat(tenant, token)),
  };

  async function answer(
    fields: Record<string, unknown>,
    may: (resource: string) => Promise<void>,
    give: (token: string) => Promise<void>,
  ): Promise<void> {
    const token = text(fields, 'taskToken');
    const id = readToken(token)?.execution;
    const machine = id === undefined ? undefined : arns.machineOf(id);
    if (machine === undefined) throw new Fault('InvalidToken', `Invalid Token: '${token}'`);
    await may(machine);
    await give(token).catch((error: { code?: string }) => {
      if (error.code !== 'NOT_FOUND') throw error;
      throw new Fault('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    });
  }

  async function found(arn: string): Promise<ExecutionDescription> {
    try {
      return await engine.describe(tenant, arns.engineId(arn, tenant));
    } catch (error) {
      if ((error as { code?: string }).code !== 'NOT_FOUND') throw error;
      throw new Fault('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    }
  }

  function describe(arn: string, execution: ExecutionDescription): object {
    const { status, output, error, cause } = execution;
    const { input, startedAt = 0, stoppedAt, machine = '' } = started.get(arn) ?? {};
    return {
      executionArn: arn,
      ...arns.machineParts(machine),
      name: arn.split(':').at(-1),
      status,
      startDate: startedAt / 1_000,
      ...(stoppedAt === undefined || status === 'RUNNING' ? {} : { stopDate: stoppedAt / 1_000 }),
      input: input ?? JSON.stringify(execution.input),
      inputDetails: { included: true },
      ...(output === undefined ? {} : { output: JSON.stringify(output), outputDetails: { included: true } }),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    };
  }

  /** Tells of an execution that has begun, and of its end when it comes. */
  function follow(arn: string): void {
    const tell = (execution: ExecutionDescription) => {
      const known = started.get(arn);
      onStatusChange?.(statusChange(arn, { ...execution, machine: known?.machine ?? '', ...known }));
    };
    void (async () => {
      const id = arns.engineId(arn, tenant);
      const { output: _, error: __, cause: ___, ...begun } = await engine.describe(tenant, id);
      tell({ ...begun, status: 'RUNNING' });
      const ended = await engine.whenEnded(tenant, id);
      const known = started.get(arn);
      if (known !== undefined) known.stoppedAt = Date.now();
      tell(ended);
      // An engine that is closed ends nothing, and nobody is told.
    })().catch(() => undefined);
  }

  return {
    handle: (request, response) =>
      answerJson(response, 'application/x-amz-json-1.0', () =>
        runTarget(request, { service: 'AWSStepFunctions', prefix: 'states', operations, authorise }),
      ),
  };
}

function text(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Fault('ValidationException', `1 validation error detected: Value at '${name}' must not be null`);
}

function parse(json: string, fault: string): unknown {
  if (Buffer.byteLength(json) > LONGEST_DATA) throw new Fault(fault, 'The data is longer than 262144 bytes.');
  try {
    return JSON.parse(json);
  } catch {
    throw new Fault(fault, 'The data is not JSON.');
  }
}
