import { executionArn } from '#local/asl/context.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { Fault } from '#tests/emulators/wire.ts';

/** Translates between ARNs of an account and the ids of the local engine. */
export class ExecutionArns {
  readonly #workflows: ReadonlyMap<string, string>;

  constructor(stateMachines: ReadonlyMap<string, string>) {
    this.#workflows = stateMachines;
  }

  /** The workflow of a machine's ARN, which may end with a version or alias; faults as the service does. */
  workflowOf(machine: string): string {
    const workflow = this.#workflows.get(plain(machine));
    if (workflow === undefined) {
      throw new Fault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machine}'`);
    }
    return workflow;
  }

  /** ARN of an execution of that machine. */
  ofExecution(machine: string, name: string): string {
    return `${plain(machine).replace(':stateMachine:', ':execution:')}:${name}`;
  }

  /** The id of an execution in the engine. */
  engineId(execution: string, tenant: TenantId): string {
    const parts = execution.split(':');
    const machine = parts.slice(0, 7).join(':').replace(':execution:', ':stateMachine:');
    const workflow = this.#workflows.get(machine);
    if (parts.length !== 8 || parts[5] !== 'execution') {
      throw new Fault('InvalidArn', `Invalid Arn: '${execution}'`);
    }
    if (workflow === undefined) {
      throw new Fault('ExecutionDoesNotExist', `Execution Does Not Exist: '${execution}'`);
    }
    return executionArn(tenant, workflow, parts[7] ?? '');
  }

  /** The machine that an id of the engine belongs to. */
  machineOf(engineId: string): string | undefined {
    const workflow = engineId.split(':')[6];
    return [...this.#workflows].find(([, name]) => name === workflow)?.[0];
  }

  /** A machine as `DescribeExecution` and events name it. */
  machineParts(machine: string): Record<string, string> {
    const qualifier = machine.split(':')[7];
    if (qualifier === undefined) return { stateMachineArn: machine };
    const kind = /^\d+$/.test(qualifier) ? 'stateMachineVersionArn' : 'stateMachineAliasArn';
    return { stateMachineArn: plain(machine), [kind]: machine };
  }
}

export function plain(machine: string): string {
  return machine.split(':').slice(0, 7).join(':');
}
