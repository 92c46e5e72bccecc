import { STATES, StateFailure } from '#local/asl/failure.ts';
import type { CompiledPath } from '#local/asl/query/jsonpath.ts';

/**
 * `target` with `value` put at the reference path, as `ResultPath` does: missing objects are made on the way, what is on
 * the way is copied, never changed. Throws `States.ResultPathMatchFailure` where the way leads through something else.
 */
export function writePath(target: unknown, path: CompiledPath, value: unknown): unknown {
  return write(target, path, 0, value);
}

function write(target: unknown, path: CompiledPath, depth: number, value: unknown): unknown {
  const segment = path.segments[depth];
  if (segment === undefined) return value;
  if (segment.kind === 'names') {
    const name = segment.names[0] ?? '';
    if (target !== undefined && (typeof target !== 'object' || target === null || Array.isArray(target))) {
      throw mismatch(path, target);
    }
    const fields = { ...(target as Record<string, unknown> | undefined) };
    const inner = write(Object.hasOwn(fields, name) ? fields[name] : undefined, path, depth + 1, value);
    Object.defineProperty(fields, name, {
      value: inner,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    return fields;
  }
  const index = segment.kind === 'indexes' ? (segment.indexes[0] ?? 0) : -1;
  if (!Array.isArray(target) || index < 0 || index >= target.length) throw mismatch(path, target);
  return target.with(index, write(target[index], path, depth + 1, value));
}

function mismatch(path: CompiledPath, target: unknown): StateFailure {
  const cause = `Unable to apply step "${path.source}" to input ${JSON.stringify(target)}`;
  return new StateFailure({ error: STATES.resultPath, cause }, { inState: true });
}
