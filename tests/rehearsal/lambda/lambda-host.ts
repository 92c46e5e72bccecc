import { randomBytes, randomUUID } from 'node:crypto';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { Caller } from '#tests/rehearsal/iam/evaluate.ts';
import type { RequestContext } from '#tests/rehearsal/iam/policy.ts';
import type { Principals } from '#tests/rehearsal/iam/principals.ts';
import type { FunctionSpec } from '#tests/rehearsal/lambda/function-spec.ts';
import { HostedFunction, type InvocationRecord } from '#tests/rehearsal/lambda/hosted-function.ts';
import { LambdaFailure } from '#tests/rehearsal/lambda/lambda-failure.ts';
import { permissions } from '#tests/rehearsal/lambda/permissions.ts';

/**
 * What a scene does to an invocation of a function: the service does not take it (`refuse`), the function's answer is an
 * error (`fail`), or its process is killed.
 */
export type Disturbance = { refuse: string } | { fail: string } | { killAfterMs: number };

/** What a call of a function carries. */
export interface Call {
  /** ARN of what calls, for the function's own policy. */
  sourceArn?: string;
  /** `Root=…` of the trace that it belongs to. */
  trace?: string;
}

/** How the message of an error begins that a scene has asked for. */
export const ON_PURPOSE = 'The rehearsal let this call';

/** Largest event of a synchronous invocation, in bytes. */
const LARGEST_EVENT = 6_291_456;

/** Runs every function of the template. */
export class LambdaHost {
  readonly #functions: ReadonlyMap<string, HostedFunction>;
  readonly #authority: Authority;
  readonly #disturbances = new Map<string, Disturbance[]>();
  /** Every invocation, in the order of their ends. */
  readonly records: InvocationRecord[] = [];

  constructor(options: {
    deployment: Deployment;
    specs: readonly FunctionSpec[];
    authority: Authority;
    principals: Principals;
    gateway: string;
    region: string;
    folder: string;
    /** Most environments of one function; what comes on top waits. Lambda starts more instead. */
    most: number;
    onLog?(functionName: string, line: string): void;
  }) {
    const { deployment, specs, authority, ...rest } = options;
    this.#authority = authority;
    this.#functions = new Map(
      specs.map((spec) => [
        spec.name,
        new HostedFunction({ ...rest, spec, authority, records: this.records }),
      ]),
    );
    for (const { arn, statement } of permissions(deployment)) authority.addResourcePolicy(arn, [statement]);
  }

  /** Invokes a function for somebody who must be allowed to. Rejects with `AccessDenied` or `LambdaFailure`. */
  async invoke(caller: Caller, nameOrArn: string, event: unknown, call: Call = {}): Promise<unknown> {
    this.admit(caller, nameOrArn, call);
    return this.deliver(nameOrArn, event, call);
  }

  /** What the service does before it takes an event: throws `AccessDenied`, or that there are too many. */
  admit(caller: Caller, nameOrArn: string, { sourceArn }: Call): void {
    const { arn, name } = this.#find(nameOrArn).spec;
    const context: RequestContext = sourceArn === undefined ? {} : { 'aws:SourceArn': sourceArn };
    const resource = qualified(arn, nameOrArn);
    this.#authority.require(caller, 'lambda:InvokeFunction', resource, { context, owner: arn });
    const [next] = this.#disturbances.get(name) ?? [];
    if (next === undefined || !('refuse' in next)) return;
    this.#disturbances.get(name)?.shift();
    throw new LambdaFailure({
      errorType: next.refuse,
      errorMessage: `${ON_PURPOSE} be refused.`,
    });
  }

  /** Runs a function on an event that was taken, as its own event source mappings do, whom nobody has to allow it. */
  async deliver(nameOrArn: string, event: unknown, call: Call = {}): Promise<unknown> {
    const hosted = this.#find(nameOrArn);
    const { name } = hosted.spec;
    const text = JSON.stringify(event);
    if (Buffer.byteLength(text) > LARGEST_EVENT) {
      const errorMessage = `${Buffer.byteLength(text)} byte payload is too large for the RequestResponse invocation type (limit ${LARGEST_EVENT} bytes)`;
      throw new LambdaFailure({ errorType: 'Lambda.RequestEntityTooLargeException', errorMessage });
    }
    const disturbance = this.#disturbances.get(name)?.shift();
    if (disturbance !== undefined && 'fail' in disturbance) {
      throw new LambdaFailure({
        errorType: disturbance.fail,
        errorMessage: `${ON_PURPOSE} fail.`,
      });
    }
    const killed = disturbance !== undefined && 'killAfterMs' in disturbance ? disturbance : {};
    return hosted.invoke(text, {
      requestId: randomUUID(),
      trace: `${call.trace ?? newTrace()};Parent=${randomBytes(8).toString('hex')};Sampled=1`,
      ...killed,
    });
  }

  /** Gives a function a variable of the environment that the template does not give it: how a scene sets its stage. */
  overrideVariable(name: string, variable: string, value: string): void {
    this.#find(name).override(variable, value);
  }

  /** Lets the next invocation of a function fail in this way; several are used up one after the other. */
  disturb(name: string, ...disturbances: Disturbance[]): void {
    const { spec } = this.#find(name);
    this.#disturbances.set(spec.name, [...(this.#disturbances.get(spec.name) ?? []), ...disturbances]);
  }

  /** Lets a function be called as if nothing were, whatever was still to come over it. */
  calm(name: string): void {
    this.#disturbances.delete(this.#find(name).spec.name);
  }

  /** What the template says of a function. Throws when it has none of that name or ARN. */
  spec(nameOrArn: string): FunctionSpec {
    return this.#find(nameOrArn).spec;
  }

  /** Full name of a function whose name ends so. Throws unless there is exactly one. */
  nameOf(end: string): string {
    const found = [...this.#functions.keys()].filter((name) => name.endsWith(`-${end}`));
    const [only] = found;
    if (only === undefined || found.length > 1)
      throw new Error(`There are ${found.length} functions named ${end}.`);
    return only;
  }

  /** Ends every process. */
  close(): void {
    for (const hosted of this.#functions.values()) hosted.close();
  }

  #find(nameOrArn: string): HostedFunction {
    const name = nameOrArn.startsWith('arn:') ? nameOrArn.split(':')[6] : nameOrArn;
    const found = this.#functions.get(name ?? '');
    if (found === undefined) throw new Error(`There is no function ${nameOrArn}.`);
    return found;
  }
}

/** A function's ARN with the version or alias that was asked for. */
function qualified(arn: string, nameOrArn: string): string {
  const qualifier = nameOrArn.startsWith('arn:') ? nameOrArn.split(':')[7] : undefined;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

/** A new trace, as services write it into headers: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
export function newTrace(): string {
  return `Root=1-${Math.floor(Date.now() / 1_000).toString(16)}-${randomBytes(12).toString('hex')}`;
}
