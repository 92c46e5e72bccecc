import { type FunctionName, type FunctionRow, manifest, type Trigger } from '#functions/manifest.ts';

/** A function that something of that kind starts. */
export interface Triggered<K extends Trigger['kind']> {
  name: FunctionName;
  row: FunctionRow;
  trigger: Extract<Trigger, { kind: K }>;
}

/** Every function of the manifest that something of that kind starts, in its order. */
export function functionsStartedBy<K extends Trigger['kind']>(kind: K): Triggered<K>[] {
  const rows = Object.entries(manifest) as [FunctionName, FunctionRow][];
  return rows.flatMap(([name, row]) => {
    const { trigger } = row;
    return trigger.kind === kind ? [{ name, row, trigger: trigger as Triggered<K>['trigger'] }] : [];
  });
}

/** A route that a request goes to. */
export interface MatchedRoute extends Triggered<'route'> {
  /** What stands in the places of the path's `{parameters}`, decoded. */
  parameters: Record<string, string>;
}

const ROUTES = functionsStartedBy('route').map((route) => ({
  ...route,
  pattern: new RegExp(
    `^${route.trigger.path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
  ),
}));

/** The route of a method and a path as it was sent; undefined when there is none. */
export function matchRoute(method: string, path: string): MatchedRoute | undefined {
  for (const { pattern, ...route } of ROUTES) {
    const found = route.trigger.method === method ? pattern.exec(path) : null;
    if (!found) continue;
    try {
      const parameters = Object.entries(found.groups ?? {}).map(
        ([name, value]) => [name, decodeURIComponent(value)] as const,
      );
      return { ...route, parameters: Object.fromEntries(parameters) };
    } catch {
      // Half an escape sequence names nothing.
      return undefined;
    }
  }
  return undefined;
}
