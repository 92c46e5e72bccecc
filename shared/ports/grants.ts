import { AppError } from '#shared/errors.ts';
import { FREE_PORTS, type FreePort, METHOD_LEVELS, type Ports } from '#shared/ports/ports.ts';

type Levelled = keyof typeof METHOD_LEVELS;

/** What a row of the manifest may grant: `read` or `write` on stores, `use` on everything else. */
export type Grants = {
  [P in Exclude<keyof Ports, FreePort>]?: P extends Levelled ? 'read' | 'write' : 'use';
};

/** Names of the ports that a row grants. */
export type Granted<G extends Grants> = FreePort | Extract<keyof G, keyof Ports>;

/**
 * Hands over only what is granted: ports that are not named are missing, of a store there are the methods of its port and
 * no others of its adapter, and with a `read` grant those that write reject with `PORT_NOT_GRANTED`. A forgotten grant
 * fails on the desk and not in the cloud.
 */
export function restrictPorts<G extends Grants>(
  ports: Ports,
  name: string,
  grants: G,
): Pick<Ports, Granted<G>> {
  const granted: Partial<Record<keyof Ports, unknown>> = {};
  for (const port of FREE_PORTS) granted[port] = ports[port];
  for (const [port, level] of Object.entries(grants) as [keyof Ports, string][]) {
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

function methodsOf(adapter: object, port: Levelled, level: string, name: string): Record<string, Method> {
  const methods: Record<string, Method> = Object.create(null);
  for (const [method, needed] of Object.entries(METHOD_LEVELS[port])) {
    methods[method] =
      level === 'write' || level === needed
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
