import { randomBytes } from 'node:crypto';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { Caller } from '#tests/rehearsal/iam/evaluate.ts';
import { type PolicyDocument, type PolicyStatement, statementsOf } from '#tests/rehearsal/iam/policy.ts';

/** Credentials of a session, as AWS's clients take them. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/** A role's session: who it is, and what it signs with. */
export interface Session {
  caller: Caller & { kind: 'role' };
  /** Whether it is the account's owner, whose calls are not counted: they are only looked at with. */
  owner: boolean;
  credentials: Credentials;
}

interface RoleProperties {
  AssumeRolePolicyDocument: PolicyDocument;
  ManagedPolicyArns?: string[];
  Policies?: { PolicyDocument: PolicyDocument }[];
}

interface PolicyProperties {
  PolicyDocument: PolicyDocument;
  Roles?: string[];
}

interface Role {
  arn: string;
  trust: readonly PolicyStatement[];
  statements: readonly PolicyStatement[];
  /** Policies that AWS keeps and whose text is not here: such a role cannot be rehearsed. */
  foreign: readonly string[];
}

/** The roles of a deployment, and the sessions that services have opened with them. */
export class Principals {
  readonly #authority: Authority;
  readonly #roles: ReadonlyMap<string, Role>;
  readonly #sessions = new Map<string, Session>();

  constructor(deployment: Deployment, authority: Authority) {
    this.#authority = authority;
    this.#roles = new Map(readRoles(deployment).map((role) => [role.arn, role]));
    for (const { arn, trust, statements } of this.#roles.values()) {
      authority.expect(arn, statements);
      authority.addResourcePolicy(
        trustOf(arn),
        trust.map((statement) => ({ ...statement, Resource: '*' })),
      );
    }
  }

  /** Opens a session of a role for a service that works for `sourceArn`. Throws `AccessDenied` when the role does not trust that service. */
  assume(service: string, roleArn: string, sessionName: string, sourceArn?: string): Session {
    const role = this.#roles.get(roleArn);
    if (role === undefined) throw new Error(`There is no role ${roleArn}.`);
    if (role.foreign.length > 0)
      throw new Error(`${roleArn} has policies that cannot be read: ${role.foreign}.`);
    const [, , , , account = '', name = ''] = roleArn.split(':');
    this.#authority.require({ kind: 'service', service }, 'sts:AssumeRole', roleArn, {
      owner: trustOf(roleArn),
      context: {
        'aws:SourceAccount': account,
        ...(sourceArn === undefined ? {} : { 'aws:SourceArn': sourceArn }),
      },
    });
    const session = `arn:aws:sts::${account}:assumed-role/${name.replace('role/', '')}/${sessionName}`;
    return this.#open({ kind: 'role', role: roleArn, session, statements: role.statements });
  }

  /** Opens a session of the account's owner, who may do everything. */
  owner(): Session {
    const statements: PolicyStatement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
    const role = `arn:aws:iam::${[...this.#roles.keys()][0]?.split(':')[4]}:role/owner`;
    return this.#open({ kind: 'role', role, session: role, statements }, true);
  }

  /** The session that signs with this access key. */
  byAccessKey(accessKeyId: string): Session | undefined {
    return this.#sessions.get(accessKeyId);
  }

  #open(caller: Session['caller'], owner = false): Session {
    const opened: Session = {
      caller,
      owner,
      credentials: {
        accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(48).toString('base64'),
      },
    };
    this.#sessions.set(opened.credentials.accessKeyId, opened);
    return opened;
  }
}

function readRoles(deployment: Deployment): Role[] {
  const policies = deployment.resources<PolicyProperties>('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy');
  return deployment.resources<RoleProperties>('AWS::IAM::Role').map(({ ref, attributes, properties }) => {
    const inline = (properties.Policies ?? []).map(({ PolicyDocument }) => PolicyDocument);
    const managed = properties.ManagedPolicyArns ?? [];
    const attached = policies
      .filter((policy) => policy.properties.Roles?.includes(ref) || managed.includes(policy.ref))
      .map((policy) => policy.properties.PolicyDocument);
    return {
      arn: attributes.Arn ?? '',
      trust: statementsOf(properties.AssumeRolePolicyDocument),
      statements: [...inline, ...attached].flatMap(statementsOf),
      foreign: managed.filter((arn) => !policies.some((policy) => policy.ref === arn)),
    };
  });
}

/** Under this the authority keeps whom a role trusts. */
function trustOf(roleArn: string): string {
  return `${roleArn}#trust`;
}
