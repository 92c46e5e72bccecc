/** What came back from an address. */
export interface Fetched {
  /** The address after redirects. */
  url: string;
  status: number;
  mediaType: string;
  bytes: Uint8Array;
}

/**
 * The only way to the network for content that a brief or a text names: resolve, check, pin the address, follow at most
 * three redirects each checked anew, at most `maxBytes` (default 20 MiB) and `timeoutMs` (default 20 s) in all. Throws
 * `FETCH_REFUSED` for what may not be fetched, `FETCH_FAILED` for what could not.
 */
export interface GuardedFetch {
  fetch(
    url: string,
    options?: { accept?: string; maxBytes?: number; timeoutMs?: number; signal?: AbortSignal },
  ): Promise<Fetched>;
}
