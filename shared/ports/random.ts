/** Randomness that is not part of a result (jitter, sampling); results use a seed from the brief. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
}
