import { randomUUID } from 'node:crypto';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { Principals, Session } from '#tests/rehearsal/iam/principals.ts';
import { Environment } from '#tests/rehearsal/lambda/environment.ts';
import type { FunctionSpec } from '#tests/rehearsal/lambda/function-spec.ts';
import { LambdaFailure } from '#tests/rehearsal/lambda/lambda-failure.ts';

/** One invocation that has ended. */
export interface InvocationRecord {
  function: string;
  architecture: string;
  memoryMiB: number;
  /** Epoch ms. */
  startedAt: number;
  /** Milliseconds of the handler. */
  ms: number;
  /** Milliseconds of one core that its processes have used since the invocation before, start included. */
  cpuMs: number;
  /** Milliseconds of loading, when this was the first of its environment. */
  initMs?: number;
  /** Name and message, when it failed. */
  error?: string;
}

/** One call of a hosted function. */
interface HostedCall {
  requestId: string;
  trace: string;
  /** Kill the process so many milliseconds after it got the event. */
  killAfterMs?: number;
}

/** One function with its environments, which are kept warm and used again. */
export class HostedFunction {
  spec: FunctionSpec;
  readonly #options: HostedFunctionOptions;
  readonly #idle: Environment[] = [];
  readonly #all = new Set<Environment>();
  readonly #waiting: (() => void)[] = [];
  #session: Session | undefined;

  constructor(options: HostedFunctionOptions) {
    this.#options = options;
    this.spec = options.spec;
  }

  /** Runs an event (JSON) in an environment that is free or new. */
  async invoke(event: string, { killAfterMs, ...call }: HostedCall): Promise<unknown> {
    const environment = await this.#take();
    const first = environment.initMs === 0;
    const startedAt = Date.now();
    const before = performance.now();
    const killer = killAfterMs === undefined ? undefined : setTimeout(() => environment.end(), killAfterMs);
    let failure: string | undefined;
    try {
      const { arn, timeoutMs } = this.spec;
      return await environment.invoke({ ...call, event, arn, timeoutMs });
    } catch (error) {
      failure = error instanceof LambdaFailure ? `${error.name}: ${error.message}` : String(error);
      throw error;
    } finally {
      clearTimeout(killer);
      const { name, architecture, memoryMiB } = this.spec;
      const ms = performance.now() - before - (first ? environment.initMs : 0);
      this.#options.records.push({
        function: name,
        architecture,
        memoryMiB,
        startedAt,
        ms,
        cpuMs: environment.cpuMs(),
        ...(first ? { initMs: environment.initMs } : {}),
        ...(failure === undefined ? {} : { error: failure }),
      });
      this.#give(environment);
    }
  }

  /** Changes a variable; environments that have the old one are not used again. */
  override(variable: string, value: string): void {
    this.spec = { ...this.spec, environment: { ...this.spec.environment, [variable]: value } };
    for (const environment of this.#idle.splice(0)) {
      environment.end();
      this.#all.delete(environment);
    }
  }

  /** Ends every environment. */
  close(): void {
    for (const environment of this.#all) environment.end();
  }

  async #take(): Promise<Environment> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const most = Math.min(this.#options.most, this.spec.reservedConcurrency ?? Number.POSITIVE_INFINITY);
    if (this.#all.size >= most) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      return this.#take();
    }
    const environment = this.#start();
    this.#all.add(environment);
    return environment;
  }

  #give(environment: Environment): void {
    if (environment.alive) this.#idle.push(environment);
    else this.#all.delete(environment);
    this.#waiting.shift()?.();
  }

  /** Starts an environment. Its logs and traces are written with the function's role; without that grant they are lost. */
  #start(): Environment {
    const { spec } = this;
    const { principals, authority, folder, gateway, region, onLog } = this.#options;
    this.#session ??= principals.assume('lambda.amazonaws.com', spec.role, spec.name);
    const { caller, credentials } = this.#session;
    const account = spec.arn.split(':')[4];
    const logStream = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
    const stream = `arn:aws:logs:${region}:${account}:log-group:${spec.logGroup}:log-stream:${logStream}`;
    authority.allows(caller, 'logs:CreateLogStream', stream);
    authority.allows(caller, 'logs:PutLogEvents', stream);
    if (spec.traced) {
      authority.allows(caller, 'xray:PutTraceSegments', '*');
      authority.allows(caller, 'xray:PutTelemetryRecords', '*');
    }
    return new Environment({
      spec,
      credentials,
      gateway,
      region,
      folder,
      logStream,
      onOutput: (text) => onLog?.(spec.name, text),
    });
  }
}

/** What a hosted function is made with. */
export interface HostedFunctionOptions {
  spec: FunctionSpec;
  principals: Principals;
  authority: Authority;
  gateway: string;
  region: string;
  folder: string;
  most: number;
  records: InvocationRecord[];
  onLog?(functionName: string, line: string): void;
}
