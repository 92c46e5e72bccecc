import type { Expressions } from '#local/asl/query/expressions.ts';

/** Variables by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** What an expression of either query language can see. */
export interface Scope {
  readonly expressions: Expressions;
  /** `$` in JSONPath; `$states.input` in JSONata. */
  readonly input: unknown;
  readonly variables: Variables;
  /** The context object, made when it is asked for. */
  readonly context: () => unknown;
  /** `$states.result` */
  readonly result?: unknown;
  /** `$states.errorOutput` */
  readonly errorOutput?: unknown;
  /** Functions that AWS adds to JSONata, and the intrinsics that need randomness. */
  readonly functions: QueryFunctions;
}

/** Functions whose results come from ports. */
export interface QueryFunctions {
  /** Uniform in [0, 1). */
  random(): number;
  uuid(): string;
  /** Bindings for JSONata, by name without `$`. */
  readonly jsonata: Readonly<Record<string, unknown>>;
}
