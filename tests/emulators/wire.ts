import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes a request of an AWS client and answers it. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A call that somebody may or may not be allowed to make; throws to refuse it. */
export type Authorise = (call: {
  principal: string;
  action: string;
  resource: string;
}) => void | Promise<void>;

/** A refusal as a service tells it. */
export class Fault extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** Asks `authorise`; what it throws becomes AWS's own refusal, unless it is a {@link Fault} already. */
export async function allowed(
  authorise: Authorise | undefined,
  call: Parameters<Authorise>[0],
  status = 400,
): Promise<void> {
  try {
    await authorise?.(call);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('AccessDeniedException', (error as Error).message, status);
  }
}

/** The access key that a request is signed with; empty without a signature. */
export function accessKeyOf(request: IncomingMessage): string {
  return /Credential=([^/,]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** The whole body as JSON; an empty one is an empty object. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(request);
  try {
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  } catch {
    throw new Fault('SerializationException', 'The body is not JSON.');
  }
}

/** The whole body as text. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

/** Runs one call and writes its answer, or its fault with `__type` and in the header, where protocols look for it. */
export async function answerJson(
  response: ServerResponse,
  contentType: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const headers = { 'content-type': contentType, 'x-amzn-requestid': randomUUID() };
  try {
    const answer = await work();
    response.writeHead(200, headers).end(JSON.stringify(answer ?? {}));
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault('InternalFailure', String(error), 500);
    response
      .writeHead(fault.status, { ...headers, 'x-amzn-errortype': fault.type })
      .end(JSON.stringify({ __type: fault.type, message: fault.message }));
  }
}

/** Listens on a free port of this machine. */
export async function listen(handle: Handle): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What every AWS client of a test is made with. */
export function clientOf(url: string, accessKeyId = 'AKIAIOSFODNN7EXAMPLE') {
  return {
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId, secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
  };
}

/** An operation of a service: takes the request's fields, and asks whether the caller may use a resource. */
export type Operation = (
  fields: Record<string, unknown>,
  allow: (resource: string) => Promise<void>,
) => unknown;

/** Runs the operation that `x-amz-target` names (AWS JSON 1.0 and 1.1); `prefix` is the service's name in IAM actions. */
export async function runTarget(
  request: IncomingMessage,
  {
    service,
    prefix,
    operations,
    authorise,
  }: {
    service: string;
    prefix: string;
    operations: Readonly<Record<string, Operation>>;
    authorise: Authorise | undefined;
  },
): Promise<unknown> {
  const [asked, operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const run = asked === service ? operations[operation] : undefined;
  if (run === undefined) throw new Fault('UnknownOperationException', `No operation ${operation}`);
  const principal = accessKeyOf(request);
  return await run(await readJson(request), (resource) =>
    allowed(authorise, { principal, action: `${prefix}:${operation}`, resource }),
  );
}
