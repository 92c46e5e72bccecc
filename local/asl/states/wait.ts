import { effectiveInput, fillIn, nextOf, passOn, scopeOf } from '#local/asl/data-flow.ts';
import type { StateOf } from '#local/asl/definition/schema.ts';
import { queryFailure, runtimeFailure } from '#local/asl/failure.ts';
import type { Move, Site } from '#local/asl/machinery.ts';
import { requireWholePath } from '#local/asl/query/read-path.ts';
import { parseTimestamp } from '#local/asl/timestamp.ts';

/** AWS refuses to wait for more seconds than a signed 32-bit number holds (68 years). */
const LONGEST_WAIT_MS = (2 ** 31 - 1) * 1_000;

/** Wait: holds for some seconds or until a moment, by wall clock, restarts or not. */
export async function wait(site: Site<StateOf<'Wait'>>): Promise<Move> {
  const { frame, execution, machinery, state } = site;
  if (frame.phase === 'due') return passOn(site, nextOf(state));
  const due = await dueAt(site);
  if (due - machinery.clock.now() > LONGEST_WAIT_MS) throw runtimeFailure('Wait state delay is too long.');
  if (due <= machinery.clock.now()) return passOn(site, nextOf(state));
  return {
    kind: 'hold',
    apply() {
      frame.phase = 'waiting';
      frame.due = due;
      execution.changed(frame);
      void machinery.commit(execution);
      machinery.arm(execution, frame);
    },
  };
}

async function dueAt(site: Site<StateOf<'Wait'>>): Promise<number> {
  const { state, machinery } = site;
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  const scope = scopeOf(site, effectiveInput(site).value);
  if (SecondsPath !== undefined) {
    const value = requireWholePath(SecondsPath, scope);
    if (!Number.isSafeInteger(value)) {
      throw runtimeFailure(
        `The SecondsPath parameter cannot be parsed as a long value: ${SecondsPath} == ${String(value)}`,
      );
    }
    if ((value as number) < 0) {
      throw runtimeFailure(
        `The SecondsPath parameter references a negative value: ${SecondsPath} == ${String(value)}`,
      );
    }
    return machinery.clock.now() + (value as number) * 1_000;
  }
  if (Seconds !== undefined) {
    const { value, text } = await fillIn(site, Seconds, scope, 'Seconds');
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) {
      return machinery.clock.now() + value * 1_000;
    }
    throw queryFailure(
      `The field 'Seconds' must be a whole number of at least 0 but was: ${text}`,
      'Seconds',
    );
  }
  const value =
    TimestampPath === undefined
      ? (await fillIn(site, Timestamp, scope, 'Timestamp')).value
      : requireWholePath(TimestampPath, scope);
  const moment = parseTimestamp(value);
  if (moment !== undefined) return moment;
  if (site.jsonata) {
    throw queryFailure(
      `The field 'Timestamp' is not a valid ISO-8601 extended offset date-time format string: ${String(value)}`,
      'Timestamp',
    );
  }
  throw runtimeFailure(
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${TimestampPath ?? 'Timestamp'} == ${String(value)}`,
  );
}
