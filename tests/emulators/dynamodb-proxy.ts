import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A call on its way to the server. */
export interface ProxiedCall {
  /** As the API names it: `PutItem`. */
  operation: string;
  /** 1 for the first attempt of the SDK. */
  attempt: number;
}

/** What becomes of a call: it passes, its answer is lost on the way back, or the server is too busy to take it. */
export type Fate = 'pass' | 'lose-answer' | 'throttle';

/** Stands before a server until the test is over and lets calls meet their fate; gives its own address. */
export async function startProxy(endpoint: string, fate: (call: ProxiedCall) => Fate): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const what = fate(callOf(request.headers));
    if (what === 'throttle') {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(
        '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"Slow down."}',
      );
      return;
    }
    const { host: _, connection: __, ...headers } = request.headers;
    const answer = await fetch(endpoint, {
      method: 'POST',
      // What was signed for the proxy's address is taken by emulators that do not look at it.
      headers: headers as Record<string, string>,
      body: Buffer.concat(chunks),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    if (what === 'lose-answer') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function callOf(headers: IncomingHttpHeaders): ProxiedCall {
  const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
  const attempt = Number(/attempt=(\d+)/.exec(String(headers['amz-sdk-request']))?.[1] ?? 1);
  return { operation, attempt };
}
