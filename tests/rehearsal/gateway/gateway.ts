import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ServiceAnswer, ServiceCall } from '#tests/rehearsal/gateway/service-call.ts';
import { isSignedBy, scopeOf } from '#tests/rehearsal/gateway/sigv4.ts';
import { AccessDenied, errorAnswer, type Protocol } from '#tests/rehearsal/iam/access-denied.ts';
import type { Session } from '#tests/rehearsal/iam/principals.ts';

/** A service that gets calls whose signature is verified. */
export interface VerifiedService {
  protocol: Protocol;
  handle(call: ServiceCall): Promise<ServiceAnswer>;
}

/** A server of tests that reads requests itself. `verifies`: it verifies signatures too, so that bodies may stream. */
export interface EmulatedService {
  protocol: Protocol;
  verifies: boolean;
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Somebody who called, with the service: for counting. */
export interface Called {
  session: string;
  service: string;
}

/** One port for every service of AWS: the signature says which one is called and who calls. */
export class Gateway {
  readonly #session: (accessKeyId: string) => Session | undefined;
  readonly #services = new Map<string, VerifiedService | EmulatedService>();
  readonly #hosts = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  readonly #server: Server;
  readonly #onCall: (called: Called) => void;
  #url = '';

  /** `session` gives who signs with an access key. */
  constructor(options: { session(accessKeyId: string): Session | undefined; onCall?(called: Called): void }) {
    this.#session = options.session;
    this.#onCall = options.onCall ?? (() => undefined);
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error) => response.destroy(error));
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  /** `http://127.0.0.1:PORT`. */
  get url(): string {
    return this.#url;
  }

  /** Listens on a free port of this machine; services may be added before and after. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Puts a service behind the gateway, under the name that signatures have for it. */
  add(name: string, service: VerifiedService | EmulatedService): void {
    this.#services.set(name, service);
  }

  /** Answers unsigned requests that were meant for this host. */
  addHost(host: string, answer: (request: IncomingMessage, response: ServerResponse) => void): void {
    this.#hosts.set(host, answer);
  }

  /** Ends it with its connections. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = this.#hosts.get(String(request.headers['x-forwarded-host'] ?? request.headers.host ?? ''));
    const name = serviceOf(request);
    if (name === undefined && host !== undefined) return host(request, response);
    const service = this.#services.get(name ?? '');
    if (service === undefined) {
      send(response, {
        status: 501,
        headers: {},
        body: `No service ${name ?? 'without a signature'} is here.`,
      });
      return;
    }
    if ('verifies' in service && service.verifies) {
      this.#count(request, name ?? '');
      return service.serve(request, response);
    }
    const requestId = randomUUID();
    const call = await this.#verified(request);
    if (typeof call === 'string') {
      const error = { name: call, message: MESSAGES[call] };
      send(response, errorAnswer(service.protocol, error, { service: name ?? '', requestId, status: 403 }));
      return;
    }
    this.#count(request, name ?? '');
    if ('verifies' in service) return service.serve(replayed(request, call.body), response);
    try {
      send(response, await service.handle(call));
    } catch (error) {
      if (!(error instanceof AccessDenied)) throw error;
      send(response, errorAnswer(service.protocol, error, { service: name ?? '', requestId }));
    }
  }

  async #verified(request: IncomingMessage): Promise<ServiceCall | keyof typeof MESSAGES> {
    const { method = 'GET', url = '/', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const scope = scopeOf(headers);
    const session = this.#session(scope?.accessKeyId ?? '');
    if (scope === undefined || session === undefined) return 'UnrecognizedClientException';
    const signable = { method, url, headers, body };
    if (!isSignedBy(signable, scope, session.credentials)) return 'InvalidSignatureException';
    return { ...signable, region: scope.region, session };
  }

  #count(request: IncomingMessage, service: string): void {
    const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const session = this.#session(key);
    if (session !== undefined) this.#onCall({ session: session.caller.session, service });
  }
}

const MESSAGES = {
  UnrecognizedClientException: 'The security token included in the request is invalid.',
  InvalidSignatureException:
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
} as const;

/** The service's name in the signature, which is in a header or in the query. */
function serviceOf({ headers, url = '', method }: IncomingMessage): string | undefined {
  const query = decodeURIComponent(/[?&]X-Amz-Credential=([^&]+)/.exec(url)?.[1] ?? '');
  const [, name] = /\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/.exec(headers.authorization ?? query) ?? [];
  // Browsers ask before they call, without a signature; only buckets are asked so here.
  return name ?? (method === 'OPTIONS' ? 's3' : undefined);
}

/** The request again, its body not read yet. */
function replayed(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, rawHeaders, httpVersion, socket } = request;
  const again = Readable.from(body.length === 0 ? [] : [body]);
  return Object.assign(again, {
    method,
    url,
    headers,
    rawHeaders,
    httpVersion,
    socket,
  }) as unknown as IncomingMessage;
}

function send(response: ServerResponse, { status, headers, body }: ServiceAnswer): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}
