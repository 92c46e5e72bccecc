import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import canonicalize from 'canonicalize';
import { toHistoryEvent } from '#shared/aws/history-event.ts';
import { serviceError } from '#shared/aws/service-error.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { ExecutionDescription, HistoryEvent, WorkflowEngine } from '#shared/ports/workflow-engine.ts';
import { checkTenant } from '#shared/security/checked-names.ts';

/** What refusals of Step Functions mean here. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  StateMachineDoesNotExist: 'NOT_FOUND',
  ExecutionDoesNotExist: 'NOT_FOUND',
  InvalidArn: 'NOT_FOUND',
  ExecutionAlreadyExists: 'STORE_CONFLICT',
  ExecutionNotRedrivable: 'STORE_CONFLICT',
  InvalidName: 'OPTION_INVALID',
  InvalidExecutionInput: 'OPTION_INVALID',
  InvalidOutput: 'OPTION_INVALID',
  InvalidToken: 'NOT_FOUND',
  TaskDoesNotExist: 'NOT_FOUND',
  TaskTimedOut: 'NOT_FOUND',
};

/** The most that one page of a history holds. */
const PAGE = 1_000;

/** Where the state machines are. */
export interface StepFunctionsOptions {
  client: Pick<SFNClient, 'send'>;
  /** Name of each workflow → ARN that executions are started with: an alias, which stays when versions come and go. */
  workflows: Readonly<Record<string, string>>;
  /** The trace that an execution belongs to, as X-Ray's header has it. */
  trace?: () => string | undefined;
}

/** Step Functions Standard. Executions keep their names for 90 days after their end; so long they are told of, too. */
export class StepFunctionsEngine implements WorkflowEngine {
  readonly #options: StepFunctionsOptions;

  constructor(options: StepFunctionsOptions) {
    this.#options = options;
  }

  /** @inheritdoc */
  async start(
    tenant: TenantId,
    { workflow, name, input }: { workflow: string; name: string; input: unknown },
  ): Promise<string> {
    checkTenant(tenant);
    if (tenantOf(input) !== tenant) {
      throw new AppError('OPTION_INVALID', 'The input of an execution must name its tenant.');
    }
    const { workflows, trace } = this.#options;
    const stateMachineArn = Object.hasOwn(workflows, workflow) ? workflows[workflow] : undefined;
    if (stateMachineArn === undefined) {
      throw new AppError('NOT_FOUND', `There is no workflow '${workflow}'.`);
    }
    const traceHeader = traceOf(input) ?? trace?.();
    // The same input must be the same text: Step Functions compares the texts.
    const text = canonicalize(input) ?? '';
    const { executionArn } = await this.#call(`The execution '${name}'`, (client) =>
      client.send(
        new StartExecutionCommand({
          stateMachineArn,
          name,
          input: text,
          ...(traceHeader === undefined ? {} : { traceHeader }),
        }),
      ),
    );
    return executionArn ?? '';
  }

  /** @inheritdoc */
  async describe(tenant: TenantId, execution: string): Promise<ExecutionDescription> {
    const found = await this.#find(tenant, execution);
    const { status, output, error, cause } = found;
    return {
      id: execution,
      workflow: this.#workflowOf(found.stateMachineArn ?? ''),
      // PENDING_REDRIVE is the one other status there is, and only child executions of a distributed map have it.
      status: status as ExecutionDescription['status'],
      input: parse(found.input),
      ...(output === undefined ? {} : { output: parse(output) }),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    };
  }

  /** @inheritdoc */
  async history(tenant: TenantId, execution: string): Promise<HistoryEvent[]> {
    await this.#find(tenant, execution);
    const events: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const from = nextToken;
      const page = await this.#call('The history of an execution', (client) =>
        client.send(
          new GetExecutionHistoryCommand({
            executionArn: execution,
            maxResults: PAGE,
            ...(from === undefined ? {} : { nextToken: from }),
          }),
        ),
      );
      events.push(...(page.events ?? []).map(toHistoryEvent));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return events;
  }

  /** @inheritdoc */
  async stop(tenant: TenantId, execution: string, reason: { error: string; cause: string }): Promise<void> {
    const { status } = await this.#find(tenant, execution);
    if (status !== 'RUNNING') return;
    await this.#call('An execution', (client) =>
      client.send(new StopExecutionCommand({ executionArn: execution, ...reason })),
    );
  }

  /** @inheritdoc */
  async redrive(tenant: TenantId, execution: string): Promise<void> {
    await this.#find(tenant, execution);
    await this.#call('An execution', (client) =>
      client.send(new RedriveExecutionCommand({ executionArn: execution })),
    );
  }

  /** @inheritdoc */
  async sendTaskSuccess(tenant: TenantId, taskToken: string, output: unknown): Promise<void> {
    checkTenant(tenant);
    await this.#call('The task', (client) =>
      client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) ?? 'null' })),
    );
  }

  /** @inheritdoc */
  async sendTaskFailure(
    tenant: TenantId,
    taskToken: string,
    failure: { error: string; cause: string },
  ): Promise<void> {
    checkTenant(tenant);
    await this.#call('The task', (client) =>
      client.send(new SendTaskFailureCommand({ taskToken, ...failure })),
    );
  }

  /** @inheritdoc */
  async sendTaskHeartbeat(tenant: TenantId, taskToken: string): Promise<void> {
    checkTenant(tenant);
    await this.#call('The task', (client) => client.send(new SendTaskHeartbeatCommand({ taskToken })));
  }

  /** The execution, if it is the tenant's: in an account they all lie side by side, and their inputs say whose they are. */
  async #find(tenant: TenantId, executionArn: string): Promise<DescribeExecutionCommandOutput> {
    checkTenant(tenant);
    const found = await this.#call('The execution', (client) =>
      client.send(new DescribeExecutionCommand({ executionArn })),
    );
    if (tenantOf(parse(found.input)) === tenant) return found;
    throw new AppError('NOT_FOUND', `There is no execution '${executionArn}'.`);
  }

  #workflowOf(stateMachineArn: string): string {
    const entries = Object.entries(this.#options.workflows);
    const [name] = entries.find(([, arn]) => `${arn}:`.startsWith(`${stateMachineArn}:`)) ?? [];
    return name ?? stateMachineArn;
  }

  async #call<T>(what: string, work: (client: Pick<SFNClient, 'send'>) => Promise<T>): Promise<T> {
    try {
      return await work(this.#options.client);
    } catch (error) {
      throw serviceError(error, what, CODES);
    }
  }
}

function tenantOf(input: unknown): unknown {
  return (input as { tenant?: unknown } | null | undefined)?.tenant;
}

/** The trace of the request that asked for the execution, which began before its queue; undefined without. */
function traceOf(input: unknown): string | undefined {
  const { trace } = input as { trace?: unknown };
  return typeof trace === 'string' && trace !== '' ? `Root=${trace}` : undefined;
}

function parse(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json);
}
