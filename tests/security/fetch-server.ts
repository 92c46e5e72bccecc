import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server on 127.0.0.1 that counts what reaches it. */
export interface CountingServer {
  port: number;
  /** Connections accepted, whether or not a request came over them. */
  connections(): number;
  /** Sockets that are open now. */
  open(): number;
  paths: string[];
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startServer(answer: RequestListener, host = '127.0.0.1'): Promise<CountingServer> {
  const sockets = new Set<Socket>();
  const paths: string[] = [];
  let connections = 0;
  const server: Server = createServer((request, response) => {
    paths.push(request.url ?? '');
    answer(request, response);
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => sockets.size,
    paths,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
