import type { Grant } from '#infra/constructs/grant.ts';
import { NEEDS } from '#shared/aws/needs.ts';
import { RESOURCE_VARIABLES, RESOURCES, type Resource } from '#shared/aws/resources.ts';
import { type Grants, grantedMethods } from '#shared/ports/grants.ts';
import { METHOD_LEVELS } from '#shared/ports/ports.ts';

/** One kind of resource: the ARNs that its actions are granted on, and what the environment says of it. */
export interface Reachable {
  arns: readonly string[];
  variable: string;
  /** Why an ARN has a wildcard. */
  why?: string;
  /** Further grants that whoever reaches it needs. */
  also?: readonly Grant[];
}

/** What can be reached, by kind of resource; a kind that is missing here nobody may be granted. */
export type Reach = Partial<Record<Resource, Reachable>>;

/** Exactly what the adapters of the granted methods ask of AWS, in one grant for each kind of resource. */
export function grantsFor(ports: Grants, reach: Reach): Grant[] {
  const needs = needsOf(ports);
  return RESOURCES.flatMap((kind) => {
    const actions = needs.get(kind);
    if (!actions) return [];
    const { arns, why, also = [] } = reached(reach, kind);
    return [
      { actions: [...actions].sort(), resources: arns, ...(why === undefined ? {} : { why }) },
      ...also,
    ];
  });
}

/** Variables that name the resources which the granted methods reach. */
export function variablesFor(ports: Grants, reach: Reach): Record<string, string> {
  return Object.fromEntries(
    [...needsOf(ports).keys()].map((kind) => [RESOURCE_VARIABLES[kind], reached(reach, kind).variable]),
  );
}

function needsOf(ports: Grants): Map<Resource, Set<string>> {
  const needs = new Map<Resource, Set<string>>();
  for (const [port, grant] of Object.entries(ports)) {
    if (!isLevelled(port)) continue;
    const rows: Record<string, (typeof NEEDS)['journal']['read']> = NEEDS[port];
    for (const { on, actions } of grantedMethods(port, grant).flatMap((method) => rows[method] ?? [])) {
      const granted = needs.get(on) ?? new Set();
      for (const action of actions) granted.add(action);
      needs.set(on, granted);
    }
  }
  return needs;
}

const isLevelled = (port: string): port is keyof typeof METHOD_LEVELS => Object.hasOwn(METHOD_LEVELS, port);

function reached(reach: Reach, kind: Resource): Reachable {
  const found = reach[kind];
  if (!found) throw new Error(`Nothing can be reached of the kind ${kind} where it is granted.`);
  return found;
}
