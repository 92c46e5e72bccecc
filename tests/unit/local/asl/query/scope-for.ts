import { Expressions } from '#local/asl/query/expressions.ts';
import { createQueryFunctions } from '#local/asl/query/functions.ts';
import type { Scope } from '#local/asl/query/scope.ts';
import { seededRandom } from '#tests/unit/local/asl/home.ts';
import { VirtualClock } from '#tests/unit/local/asl/virtual-clock.ts';

/** A scope with that input and those variables, and a repeatable randomness. */
export function scopeFor(input: unknown, variables: Record<string, unknown> = {}): Scope {
  return {
    expressions: new Expressions(),
    input,
    variables,
    context: () => ({ Execution: { Name: 'run' } }),
    functions: createQueryFunctions({ clock: new VirtualClock(), random: seededRandom() }),
  };
}
