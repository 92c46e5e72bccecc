/** Files that people drop in. A key is `TENANT/path/of/the/file`. */
export interface Inbox {
  /** The whole file; throws `NOT_FOUND`, or `BRIEF_INVALID` when it is larger than `maxBytes`, 2 MiB unless told. */
  get(key: string, maxBytes?: number): Promise<Uint8Array>;
}
