/** What was used, by name of what is counted: operations, units, bytes. */
export class Tally {
  readonly #counts = new Map<string, number>();

  /** Adds to a count, one unless told. */
  add(name: string, amount = 1): void {
    this.#counts.set(name, this.get(name) + amount);
  }

  /** A count; 0 for what was never counted. */
  get(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Sum of all counts whose name begins so. */
  sum(prefix: string): number {
    return [...this.#counts].reduce((sum, [name, count]) => sum + (name.startsWith(prefix) ? count : 0), 0);
  }

  /** What has been added since a copy was made. */
  since(before: Tally): Tally {
    const difference = new Tally();
    for (const [name, count] of this.#counts) difference.add(name, count - before.get(name));
    return difference;
  }

  /** A copy that does not change any more. */
  copy(): Tally {
    return this.since(new Tally());
  }

  /** All counts that are not 0, by name. */
  entries(): [string, number][] {
    return [...this.#counts].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
