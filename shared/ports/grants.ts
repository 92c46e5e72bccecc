import { AppError } from '#shared/errors.ts';
import { FREE_PORTS, type FreePort, type Ports, READ_METHODS } from '#shared/ports/ports.ts';

type Levelled = keyof typeof READ_METHODS;

/** What a row of the manifest may grant: `read` or `write` on stores, `use` on everything else. */
export type Grants = {
  [P in Exclude<keyof Ports, FreePort>]?: P extends Levelled ? 'read' | 'write' : 'use';
};

/** Names of the ports that a row grants. */
export type Granted<G extends Grants> = FreePort | Extract<keyof G, keyof Ports>;

/**
 * Hands over only what is granted: ports that are not named are missing, and a `read` grant throws `PORT_NOT_GRANTED`
 * for every method that writes. A forgotten grant fails on the desk and not in the cloud.
 */
export function restrictPorts<G extends Grants>(
  ports: Ports,
  name: string,
  grants: G,
): Pick<Ports, Granted<G>> {
  const granted: Partial<Record<keyof Ports, unknown>> = {};
  for (const port of FREE_PORTS) granted[port] = ports[port];
  for (const [port, level] of Object.entries(grants) as [keyof Ports, string][]) {
    granted[port] = level === 'read' ? readOnly(ports[port], port as Levelled, name) : ports[port];
  }
  return new Proxy(granted as Pick<Ports, Granted<G>>, {
    get(target, port) {
      if (typeof port === 'symbol' || port in target || port === 'then') return Reflect.get(target, port);
      throw notGranted(name, port, 'it');
    },
  });
}

function readOnly(adapter: object, port: Levelled, name: string): object {
  const allowed: readonly string[] = READ_METHODS[port];
  return new Proxy(adapter, {
    get(target, method) {
      if (typeof method === 'string' && !allowed.includes(method) && method in target) {
        return () => Promise.reject(notGranted(name, port, method));
      }
      const value: unknown = Reflect.get(target, method);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function notGranted(name: string, port: string, method: string): AppError {
  return new AppError(
    'PORT_NOT_GRANTED',
    `The function ${name} may not use ${method === 'it' ? port : `${port}.${method}`}: its row in functions/manifest.ts does not grant it.`,
  );
}
