import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import type { Agent, Dispatcher } from 'undici';
import { AppError, errorCode } from '#shared/errors.ts';
import { readBody } from '#shared/node/fetch-body.ts';
import type { Fetched, GuardedFetch } from '#shared/ports/guarded-fetch.ts';
import { type AddressRules, checkUrl, PUBLIC_WEB, refusedAddress } from '#shared/security/address-rules.ts';

const MAX_REDIRECTS = 3;
const MAX_BYTES = 20 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Who asks; Wikimedia refuses those who do not say so. */
const USER_AGENT = 'Reelwright/0.1 (video studio; reads sources of a brief)';

/** Gives all addresses of a name, as {@link lookup} with `all` does. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** How the web is reached; the defaults are those of the product, others are for tests. */
export interface WebFetchOptions {
  rules?: AddressRules;
  resolve?: Resolve;
}

type FetchOptions = NonNullable<Parameters<GuardedFetch['fetch']>[1]>;

/**
 * The guarded fetch over undici. Names are resolved by the connection itself, once: every address is checked and the
 * connection goes to one of those, so that nothing can change between check and connect.
 */
export class WebFetch implements GuardedFetch {
  readonly #rules: AddressRules;
  readonly #resolve: Resolve;

  constructor({ rules = PUBLIC_WEB, resolve = (name) => lookup(name, { all: true }) }: WebFetchOptions = {}) {
    this.#rules = rules;
    this.#resolve = resolve;
  }

  /** @inheritdoc Throws `CANCELLED` when the caller's signal fires. */
  async fetch(address: string, options: FetchOptions = {}): Promise<Fetched> {
    const { timeoutMs = TIMEOUT_MS, signal: cancelled } = options;
    const first = checkUrl(address, this.#rules);
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = cancelled ? AbortSignal.any([cancelled, timeout]) : timeout;
    // Loaded when first needed: every worker has this port, and few ever fetch.
    const undici = await import('undici');
    const agent = new undici.Agent({
      connect: undici.buildConnector({ lookup: this.#checkedLookup(), allowH2: false, timeout: timeoutMs }),
      pipelining: 0,
    });
    try {
      const fetched = this.#follow(first, { ...options, signal }, agent, undici.request);
      // A name server that does not answer hears no signal.
      return await Promise.race([fetched, whenAborted(signal)]);
    } catch (error) {
      if (cancelled?.aborted) throw new AppError('CANCELLED', 'Fetching was cancelled.', { cause: error });
      if (timeout.aborted) throw failed(`The page took longer than ${timeoutMs / 1_000} s.`, error);
      throw errorCode(error) === 'INTERNAL' ? failed('The page could not be fetched.', error) : error;
    } finally {
      await agent.destroy();
    }
  }

  async #follow(
    first: URL,
    options: FetchOptions & { signal: AbortSignal },
    agent: Agent,
    request: typeof import('undici').request,
  ): Promise<Fetched> {
    let url = first;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const answer = await request(url, {
        dispatcher: agent,
        signal: options.signal,
        headers: {
          'user-agent': USER_AGENT,
          accept: options.accept ?? '*/*',
          'accept-encoding': 'gzip, deflate, br',
        },
      });
      const next = redirectTarget(answer, url);
      if (next === undefined) {
        return {
          url: url.href,
          status: answer.statusCode,
          mediaType: mediaTypeOf(answer),
          bytes: await readBody(answer, options.maxBytes ?? MAX_BYTES, options.signal),
        };
      }
      answer.body.on('error', () => undefined).destroy();
      url = checkUrl(next, this.#rules);
    }
    throw new AppError('FETCH_REFUSED', `The page leads on more than ${MAX_REDIRECTS} times.`, {
      hint: 'Give the address at which it ends.',
    });
  }

  #checkedLookup(): LookupFunction {
    return (hostname, { all }, callback) => {
      this.#addresses(hostname).then(
        (addresses) => {
          const [first] = addresses;
          if (all || !first) callback(null, addresses);
          else callback(null, first.address, first.family);
        },
        (error: NodeJS.ErrnoException) => callback(error, []),
      );
    };
  }

  async #addresses(hostname: string): Promise<LookupAddress[]> {
    const addresses = await this.#resolve(hostname);
    if (addresses.length === 0) throw failed(`There is no address for ${hostname}.`, undefined);
    if (!addresses.every(({ address }) => this.#rules.mayConnect(address))) throw refusedAddress();
    return addresses;
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function redirectTarget({ statusCode, headers }: Dispatcher.ResponseData, from: URL): string | undefined {
  const location = headers.location;
  if (!REDIRECTS.has(statusCode) || typeof location !== 'string') return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from).href : location;
}

function mediaTypeOf({ headers }: Dispatcher.ResponseData): string {
  const type = headers['content-type'];
  return (Array.isArray(type) ? type[0] : type)?.split(';')[0]?.trim().toLowerCase() ?? '';
}

function failed(message: string, cause: unknown): AppError {
  return new AppError('FETCH_FAILED', message, {
    hint: 'Check the address and the network, or save the page and give the file.',
    cause,
  });
}
