/** Files that people drop in. A key is `TENANT/path/of/the/file`. */
export interface Inbox {
  /** The whole file, at most 2 MiB; throws `NOT_FOUND`, or `BRIEF_INVALID` when it is larger. */
  get(key: string): Promise<Uint8Array>;
}
