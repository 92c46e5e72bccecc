import { conditionsHold } from '#tests/rehearsal/iam/conditions.ts';
import { matches, matchesAction } from '#tests/rehearsal/iam/match.ts';
import { asList, type PolicyStatement, type RequestContext } from '#tests/rehearsal/iam/policy.ts';

/** Who asks: a role's session, or a service of AWS. */
export type Caller =
  | { kind: 'role'; role: string; session: string; statements: readonly PolicyStatement[] }
  | { kind: 'service'; service: string };

/** What is asked for. */
export interface AccessRequest {
  caller: Caller;
  action: string;
  resource: string;
  context: RequestContext;
  /** Policy of the resource, where it has one. */
  resourcePolicy?: readonly PolicyStatement[];
  /** Keys: a role's own policies count only when the key's policy hands the decision to the account. */
  needsDelegation?: boolean;
}

/** One action on one resource, as a statement allows it: what can be used or not. */
export interface Grant {
  action: string;
  resource: string;
}

/** What became of it, with the role's own grants that were used, or why not in AWS's words. */
export type Decision = { allowed: true; used: readonly Grant[] } | { allowed: false; because: string };

/** Decides as IAM does within one account: a denial anywhere wins; otherwise one that allows is enough. */
export function decide(request: AccessRequest): Decision {
  const { caller, action } = request;
  const own = caller.kind === 'role' ? caller.statements.filter((one) => applies(one, request)) : [];
  const others = (request.resourcePolicy ?? []).filter(
    (one) => applies(one, request) && concerns(one, caller),
  );
  if (own.some(({ Effect }) => Effect === 'Deny')) {
    return { allowed: false, because: 'with an explicit deny in an identity-based policy' };
  }
  if (others.some(({ Effect }) => Effect === 'Deny')) {
    return { allowed: false, because: 'with an explicit deny in a resource-based policy' };
  }
  const direct = others.some((one) => one.Effect === 'Allow' && namesDirectly(one, caller));
  const delegated = others.some((one) => one.Effect === 'Allow' && namesAccount(one, caller));
  const counts = !request.needsDelegation || delegated;
  const used = counts ? own.flatMap((statement) => grantsUsed(statement, request)) : [];
  if (used.length > 0 || direct) return { allowed: true, used };
  const kind = caller.kind === 'role' && counts ? 'identity-based' : 'resource-based';
  return { allowed: false, because: `because no ${kind} policy allows the ${action} action` };
}

/** Every grant of statements that allow: each action with each resource. */
export function grantsOf(statements: readonly PolicyStatement[]): Grant[] {
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((statement) =>
      actionsOf(statement).flatMap((action) =>
        resourcesOf(statement).map((resource) => ({ action, resource })),
      ),
    );
}

function grantsUsed(statement: PolicyStatement, { action, resource }: AccessRequest): Grant[] {
  return grantsOf([statement]).filter(
    (grant) =>
      (statement.NotAction !== undefined || matchesAction(grant.action, action)) &&
      (statement.NotResource !== undefined || matches(grant.resource, resource)),
  );
}

function actionsOf(statement: PolicyStatement): string[] {
  return statement.NotAction === undefined
    ? asList(statement.Action)
    : [`not ${asList(statement.NotAction).join(', ')}`];
}

function resourcesOf(statement: PolicyStatement): string[] {
  if (statement.NotResource !== undefined) return [`not ${asList(statement.NotResource).join(', ')}`];
  return asList(statement.Resource);
}

/** Whether a statement speaks of this action on this resource under these conditions. */
function applies(statement: PolicyStatement, { action, resource, context }: AccessRequest): boolean {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const acts = NotAction
    ? !asList(NotAction).some((pattern) => matchesAction(pattern, action))
    : asList(Action).some((pattern) => matchesAction(pattern, action));
  const reaches = NotResource
    ? !asList(NotResource).some((pattern) => matches(pattern, resource))
    : asList(Resource).some((pattern) => matches(pattern, resource));
  return acts && reaches && conditionsHold(Condition, context);
}

function concerns(statement: PolicyStatement, caller: Caller): boolean {
  return namesDirectly(statement, caller) || namesAccount(statement, caller);
}

/** Whether the statement names everybody, this role or this service. */
function namesDirectly({ Principal }: PolicyStatement, caller: Caller): boolean {
  if (Principal === undefined) return false;
  if (Principal === '*') return true;
  if (caller.kind === 'service') return asList(Principal.Service).includes(caller.service);
  return asList(Principal.AWS).some(
    (name) => name === '*' || name === caller.role || name === caller.session,
  );
}

/** Whether the statement names the account, and so leaves it to the policies of its roles. */
function namesAccount({ Principal }: PolicyStatement, caller: Caller): boolean {
  if (caller.kind === 'service' || Principal === undefined || Principal === '*') return false;
  const account = caller.role.split(':')[4] ?? '';
  return asList(Principal.AWS).some((name) => name === account || name === `arn:aws:iam::${account}:root`);
}
