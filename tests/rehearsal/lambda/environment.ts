import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { processorMs } from '#tests/rehearsal/counting/processor-time.ts';
import type { Credentials } from '#tests/rehearsal/iam/principals.ts';
import type { FunctionSpec } from '#tests/rehearsal/lambda/function-spec.ts';
import { LambdaFailure } from '#tests/rehearsal/lambda/lambda-failure.ts';
import type { FromRuntime, Invoke } from '#tests/rehearsal/lambda/messages.ts';

/** What an environment is made with. */
export interface EnvironmentOptions {
  spec: FunctionSpec;
  credentials: Credentials;
  gateway: string;
  region: string;
  /** Folder in which it gets one of its own. */
  folder: string;
  logStream: string;
  onOutput(text: string): void;
}

/** Longest answer of a synchronous invocation, in bytes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LONGEST_ANSWER = 6_291_556;

/** One execution environment: a process of its own with the function's bundle in it, for one event at a time. */
export class Environment {
  readonly #options: EnvironmentOptions;
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #ready: Promise<number>;
  #answer: ((message: FromRuntime & { type: 'answer' }) => void) | undefined;
  #countedMs = 0;
  /** Whether it may be used again. */
  alive = true;
  /** Milliseconds that loading took; 0 before. */
  initMs = 0;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#folder = mkdtempSync(join(options.folder, 'environment-'));
    this.#process = fork(join(import.meta.dirname, 'runtime.ts'), [], {
      cwd: options.spec.code,
      env: this.#variables(),
      execArgv: [`--max-old-space-size=${options.spec.memoryMiB}`, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.#process.stdout?.setEncoding('utf8').on('data', options.onOutput);
    this.#process.stderr?.setEncoding('utf8').on('data', options.onOutput);
    this.#ready = new Promise((resolve, reject) => {
      this.#process.on('message', (message: FromRuntime) => {
        if (message.type === 'ready') resolve(message.initMs);
        else if (message.type === 'init-failed') reject(new LambdaFailure(message.error));
        else this.#answer?.(message);
      });
      this.#process.on('exit', () => reject(new LambdaFailure(exitError(this.#process, ''))));
      this.#process.on('error', reject);
    });
    this.#ready.catch(() => this.end());
  }

  /** Runs one event. Rejects with `LambdaFailure`; what ran out of time or died is not used again. */
  async invoke(invoke: Invoke): Promise<unknown> {
    this.initMs = await this.#ready;
    const { promise, resolve, reject } = Promise.withResolvers<FromRuntime & { type: 'answer' }>();
    const { requestId } = invoke;
    this.#answer = resolve;
    const onExit = () => reject(new LambdaFailure(exitError(this.#process, requestId)));
    const timer = setTimeout(() => {
      const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${(invoke.timeoutMs / 1_000).toFixed(2)} seconds`;
      reject(new LambdaFailure({ errorType: 'Sandbox.Timedout', errorMessage }));
    }, invoke.timeoutMs);
    this.#process.once('exit', onExit);
    try {
      this.#process.send(invoke);
      const { error, result = 'null' } = await promise;
      if (error) throw new LambdaFailure(error);
      if (Buffer.byteLength(result) <= LONGEST_ANSWER) return JSON.parse(result);
      const errorMessage = `Response payload size exceeded maximum allowed payload size (${LONGEST_ANSWER} bytes).`;
      throw new LambdaFailure({ errorType: 'Function.ResponseSizeTooLarge', errorMessage });
    } catch (error) {
      if (error instanceof LambdaFailure && /^(Sandbox|Runtime)\./.test(error.name)) this.end();
      throw error;
    } finally {
      clearTimeout(timer);
      this.#process.off('exit', onExit);
      this.#answer = undefined;
    }
  }

  /** Milliseconds of one core that it has used since it was asked last. */
  cpuMs(): number {
    const all = Math.max(this.#countedMs, processorMs(this.#process.pid));
    const used = all - this.#countedMs;
    this.#countedMs = all;
    return used;
  }

  /** Ends the process, with all that it started. */
  end(): void {
    this.alive = false;
    try {
      if (this.#process.pid !== undefined) process.kill(-this.#process.pid, 'SIGKILL');
    } catch {
      // It has gone already.
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #variables(): Record<string, string> {
    const { spec, credentials, gateway, region, logStream } = this.#options;
    const temporary = join(this.#folder, 'tmp');
    const layers = join(this.#folder, 'opt');
    mkdirSync(temporary);
    mkdirSync(layers);
    for (const layer of spec.layers) {
      for (const name of readdirSync(layer)) symlinkSync(join(layer, name), join(layers, name));
    }
    return {
      PATH: `${process.env.PATH}:${layers}/bin`,
      NODE_PATH: `${layers}/nodejs/node_modules`,
      LD_LIBRARY_PATH: `${layers}/lib`,
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      TMPDIR: temporary,
      _HANDLER: spec.handler,
      LAMBDA_TASK_ROOT: spec.code,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: spec.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMiB),
      AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroup,
      AWS_LAMBDA_LOG_STREAM_NAME: logStream,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_ENDPOINT_URL: gateway,
      ...this.#environmentOf(spec, layers),
    };
  }

  /** The function's own variables; nothing can be put at `/opt` here, so paths in it become those of a folder of links. */
  #environmentOf({ environment }: FunctionSpec, layers: string): Record<string, string> {
    const entries = Object.entries(environment).map(([key, value]) => [
      key,
      value.startsWith('/opt/') ? value.replace('/opt', layers) : value,
    ]);
    return Object.fromEntries(entries) as Record<string, string>;
  }
}

function exitError({ exitCode, signalCode }: ChildProcess, requestId: string) {
  const how = signalCode === null ? `exit status ${exitCode}` : `signal: ${signalCode}`;
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
  };
}
