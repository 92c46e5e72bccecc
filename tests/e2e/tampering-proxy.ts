import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a proxy does to what passes through it. */
export interface Tampering {
  request?: (headers: Headers) => unknown;
  /** Changes the bytes of a film in place. */
  file?: (bytes: Buffer) => void;
}

/** Starts a server that passes everything on to `target`, tampers with it, and hands out its own address for files. */
export async function startTamperingProxy(target: string, { request, file }: Tampering): Promise<string> {
  const server = createServer(async (incoming, response) => {
    const headers = new Headers();
    for (const name of ['authorization', 'content-type', 'idempotency-key']) {
      const value = incoming.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    request?.(headers);
    const body = await readBody(incoming);
    const answer = await fetch(`${target}${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers,
      redirect: 'manual',
      ...(body.byteLength > 0 ? { body } : {}),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.headers.get('content-type') === 'video/mp4') file?.(bytes);
    const location = answer.headers.get('location')?.replace(target, url);
    for (const name of ['content-type', 'cache-control', 'www-authenticate']) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    response.writeHead(answer.status, location === undefined ? {} : { location }).end(bytes);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return url;
}

async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
