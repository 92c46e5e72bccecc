/** Unique names. */
export interface Ids {
  /** A new id that sorts by time of making: 26 characters of Crockford's base 32 (ULID). */
  next(): string;
}
