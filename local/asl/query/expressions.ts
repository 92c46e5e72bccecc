import { compileIntrinsic, type Intrinsic } from '#local/asl/query/intrinsic.ts';
import { type CompiledJsonata, compileJsonata } from '#local/asl/query/jsonata.ts';
import { type CompiledPath, compilePath } from '#local/asl/query/jsonpath.ts';

/** The expressions of one definition, each compiled once. Compiling throws `SyntaxError` with the reason. */
export class Expressions {
  readonly #paths = new Map<string, CompiledPath>();
  readonly #intrinsics = new Map<string, Intrinsic>();
  readonly #jsonata = new Map<string, CompiledJsonata>();

  path(source: string): CompiledPath {
    return kept(this.#paths, source, compilePath);
  }

  intrinsic(source: string): Intrinsic {
    return kept(this.#intrinsics, source, compileIntrinsic);
  }

  /** `source` is what stands between `{%` and `%}`. */
  jsonata(source: string): CompiledJsonata {
    return kept(this.#jsonata, source, compileJsonata);
  }
}

function kept<T>(known: Map<string, T>, source: string, compile: (source: string) => T): T {
  let compiled = known.get(source);
  if (compiled === undefined) {
    compiled = compile(source);
    known.set(source, compiled);
  }
  return compiled;
}
