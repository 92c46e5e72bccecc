/** Where in a list of arguments something is: `[1, 'signal']` is the field `signal` of the second one. */
export type Place = readonly (string | number)[];

/** Arguments without their signals, which cannot travel between processes. */
export interface Lifted {
  /** In the place of each signal there is `undefined`; nothing moves. */
  args: unknown[];
  places: Place[];
  signals: AbortSignal[];
}

/** Takes the signals out of arguments, at any depth of plain objects and arrays. */
export function liftSignals(given: readonly unknown[]): Lifted {
  const places: Place[] = [];
  const signals: AbortSignal[] = [];
  const walk = (value: unknown, place: Place): unknown => {
    if (value instanceof AbortSignal) {
      places.push(place);
      signals.push(value);
      return undefined;
    }
    if (Array.isArray(value)) return value.map((item, at) => walk(item, [...place, at]));
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, walk(field, [...place, name])]),
    );
  };
  return { args: given.map((arg, at) => walk(arg, [at])), places, signals };
}

/** Puts one signal where the signals of arguments that travelled were. */
export function restoreSignals(args: unknown[], places: readonly Place[], signal: AbortSignal): unknown[] {
  for (const place of places) {
    let holder: unknown = args;
    for (const name of place.slice(0, -1)) {
      holder = isHolder(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
    }
    const last = place.at(-1);
    if (last !== undefined && isHolder(holder) && Object.hasOwn(holder, last)) holder[last] = signal;
  }
  return args;
}

function isHolder(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isHolder(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
