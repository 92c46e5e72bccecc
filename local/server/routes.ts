import { functionsStartedBy, type Triggered } from '#local/triggers/started-by.ts';

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
