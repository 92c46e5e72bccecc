import type * as z from 'zod';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { FreePort, Ports } from '#shared/ports/ports.ts';

/** What a step's `run` may use beside its input. `P` names the ports; a handler hands over only those its row grants. */
export interface StepContext<P extends keyof Ports = never> {
  readonly tenant: TenantId;
  readonly run: RunId;
  readonly ports: Pick<Ports, P | FreePort | 'assets'>;
  /** Fires when the run is cancelled, the lease is lost or the deadline has passed. */
  readonly signal: AbortSignal;
  /** Reads a JSON asset through its schema; throws `ASSET_CORRUPT` when it does not fit. */
  readJson<S extends z.ZodType>(schema: S, ref: AssetRef): Promise<z.infer<S>>;
  /** Keeps a value as a JSON asset in canonical form; throws `STEP_OUTPUT_INVALID` when it does not fit the schema. */
  writeJson<S extends z.ZodType>(schema: S, value: z.input<S>): Promise<AssetRef>;
  /** Tells the person something, each message once a run: a fallback, a shorter film, a picture left out. Code is UPPER_SNAKE. */
  notice(code: string, message: string): void;
  /** Adds to the cost of this step. */
  spend(usd: number): void;
}

/** Names of models, prompts, packages and tools, each with a version that changes whenever its results may. */
export type Versions = Readonly<Record<string, string>>;

/**
 * One unit of work: a typed input and output and a pure function between them, as far as its result can be kept. Raise
 * `version` whenever the same input would give another output.
 */
export interface Step<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  P extends keyof Ports = never,
> {
  /** kebab-case, unique, for example `write-script`. */
  readonly name: string;
  readonly version: number;
  /** Strict; ids and references only, no bytes. */
  readonly input: I;
  /** Strict; at most 32 KiB as JSON. */
  readonly output: O;
  /** Whatever else the result depends on, or how to ask for it; `input` is the parsed one, for a step that asks by it. */
  readonly dependsOn?: Versions | ((ports: Pick<Ports, P>, input: never) => Promise<Versions>);
  /**
   * `false` where no result follows the version of ICU, which then is not in the key: such a step finds its results again
   * on machines with another Node, as jobs and functions are.
   */
  readonly followsIcu?: boolean;
  /** One line for people about this input: `scene 3`, `page example.org`. */
  readonly subject?: (input: z.infer<I>) => string;
  readonly run: (input: z.infer<I>, context: StepContext<P>) => Promise<z.input<O>>;
}

/** Declares a step; the types of input, output and ports follow from the arguments. */
export function defineStep<I extends z.ZodType, O extends z.ZodType, P extends keyof Ports = never>(
  step: Step<I, O, P>,
): Step<I, O, P> {
  return step;
}
