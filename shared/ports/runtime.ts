/** The JavaScript runtime in which steps run. */
export interface Runtime {
  /** Version of ICU: borders of words, classes and cases of letters and formats of numbers follow it, in any text. */
  readonly icu: string;
}
