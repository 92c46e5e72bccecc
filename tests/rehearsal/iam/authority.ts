import { AccessDenied } from '#tests/rehearsal/iam/access-denied.ts';
import { type Caller, decide, type Grant, grantsOf } from '#tests/rehearsal/iam/evaluate.ts';
import type { PolicyStatement, RequestContext } from '#tests/rehearsal/iam/policy.ts';

/** Grant of a role that was not used. */
export interface UnusedGrant extends Grant {
  role: string;
}

/** Decides on every call of the rehearsal, and keeps what was refused and which grants were used. */
export class Authority {
  /** Everything that was refused, in the order of asking. */
  readonly denied: AccessDenied[] = [];
  /** How many calls were decided on. */
  decided = 0;
  readonly #policies = new Map<string, PolicyStatement[]>();
  readonly #used = new Map<string, Set<string>>();
  readonly #known = new Map<string, readonly PolicyStatement[]>();

  /** Adds statements to the policy of a resource. */
  addResourcePolicy(resource: string, statements: readonly PolicyStatement[]): void {
    this.#policies.set(resource, [...(this.#policies.get(resource) ?? []), ...statements]);
  }

  /** Makes a role known, whose grants are then expected to be used. */
  expect(role: string, statements: readonly PolicyStatement[]): void {
    this.#known.set(role, statements);
  }

  /** Throws `AccessDenied` unless the call is allowed. `owner` is the resource that has the policy, the same unless told. */
  require(
    caller: Caller,
    action: string,
    resource: string,
    options: { context?: RequestContext; owner?: string; needsDelegation?: boolean } = {},
  ): void {
    this.decided++;
    const resourcePolicy = this.#policies.get(options.owner ?? resource);
    const decision = decide({
      caller,
      action,
      resource,
      // What is signed here over plain HTTP goes over TLS there.
      context: { 'aws:SecureTransport': 'true', ...options.context },
      ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
      needsDelegation: options.needsDelegation ?? false,
    });
    if (!decision.allowed) {
      const error = new AccessDenied(caller, action, resource, decision.because);
      this.denied.push(error);
      throw error;
    }
    if (caller.kind !== 'role') return;
    const used = this.#used.get(caller.role) ?? new Set();
    for (const grant of decision.used) used.add(idOf(grant));
    this.#used.set(caller.role, used);
  }

  /** Whether the call is allowed; a refusal is kept, as that of `require`. */
  allows(...call: Parameters<Authority['require']>): boolean {
    try {
      this.require(...call);
      return true;
    } catch (error) {
      if (error instanceof AccessDenied) return false;
      throw error;
    }
  }

  /** How many roles were made known. */
  get roles(): number {
    return this.#known.size;
  }

  /** Grants of the roles made known that no call has used yet. */
  unused(): UnusedGrant[] {
    return [...this.#known].flatMap(([role, statements]) => {
      const used = this.#used.get(role);
      return grantsOf(statements)
        .filter((grant) => !used?.has(idOf(grant)))
        .map((grant) => ({ role, ...grant }));
    });
  }
}

function idOf({ action, resource }: Grant): string {
  return `${action} ${resource}`;
}
