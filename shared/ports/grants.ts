import { AppError } from '#shared/errors.ts';
import { FREE_PORTS, type FreePort, METHOD_LEVELS, type Ports } from '#shared/ports/ports.ts';

type Levelled = keyof typeof METHOD_LEVELS;

/** What a row of the manifest may grant: on stores `read`, `write` or single methods, `use` on everything else. */
export type Grants = {
  [P in Exclude<keyof Ports, FreePort>]?: P extends Levelled
    ? 'read' | 'write' | readonly (keyof (typeof METHOD_LEVELS)[P])[]
    : 'use';
};

/** Names of the methods of a port that a grant covers. */
export function grantedMethods(port: Levelled, grant: string | readonly string[]): string[] {
  const levels: Readonly<Record<string, string>> = METHOD_LEVELS[port];
  if (typeof grant !== 'string') return Object.keys(levels).filter((method) => grant.includes(method));
  return Object.keys(levels).filter((method) => grant === 'write' || levels[method] === grant);
}

/** Names of the ports that a row grants. */
export type Granted<G extends Grants> = FreePort | Extract<keyof G, keyof Ports>;

/**
 * Hands over only what is granted: ports that are not named are missing, of a store there are the methods of its port and
 * no others of its adapter, and those that the grant does not cover reject with `PORT_NOT_GRANTED`. A forgotten grant
 * fails on the desk and not in the cloud.
 */
export function restrictPorts<G extends Grants>(
  ports: Ports,
  name: string,
  grants: G,
): Pick<Ports, Granted<G>> {
  const granted: Partial<Record<keyof Ports, unknown>> = {};
  for (const port of FREE_PORTS) granted[port] = ports[port];
  for (const [port, level] of Object.entries(grants) as [keyof Ports, string | readonly string[]][]) {
    granted[port] = Object.hasOwn(METHOD_LEVELS, port)
      ? methodsOf(ports[port], port as Levelled, level, name)
      : ports[port];
  }
  return new Proxy(granted as Pick<Ports, Granted<G>>, {
    get(target, port) {
      if (typeof port === 'symbol' || port in target || port === 'then') return Reflect.get(target, port);
      throw notGranted(name, port, 'it');
    },
  });
}

type Method = (...args: unknown[]) => Promise<unknown>;

function methodsOf(
  adapter: object,
  port: Levelled,
  grant: string | readonly string[],
  name: string,
): Record<string, Method> {
  const methods: Record<string, Method> = Object.create(null);
  const covered = grantedMethods(port, grant);
  for (const method of Object.keys(METHOD_LEVELS[port])) {
    methods[method] = covered.includes(method)
      ? (...args) => (adapter as Record<string, Method>)[method]?.(...args) as Promise<unknown>
      : () => Promise.reject(notGranted(name, port, method));
  }
  return methods;
}

function notGranted(name: string, port: string, method: string): AppError {
  return new AppError(
    'PORT_NOT_GRANTED',
    `The function ${name} may not use ${method === 'it' ? port : `${port}.${method}`}: its row in functions/manifest.ts does not grant it.`,
  );
}
