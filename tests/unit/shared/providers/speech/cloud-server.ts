import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { encodeWav, toPcm16 } from '#shared/audio/wav.ts';
import { synthesise } from '#shared/providers/speech/flite/synthesise.ts';
import { toSpokenWords } from '#shared/providers/speech/text/spoken-words.ts';

/** A request as a server got it. */
export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}

/** Serves requests with JSON bodies on a free port of this machine, over HTTP/2 as Polly's client speaks it, or HTTP/1.1. */
export async function serveJson(
  answer: (request: Received, response: Pick<ServerResponse, 'writeHead' | 'end'>) => Promise<void> | void,
  protocol: 'http1' | 'http2' = 'http1',
): Promise<{ url: string; close(): Promise<void> }> {
  const handle = async (
    request: AsyncIterable<unknown> & Pick<IncomingMessage, 'url' | 'headers'>,
    response: Pick<ServerResponse, 'writeHead' | 'end'>,
  ) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    await answer(
      { path: request.url ?? '', headers: request.headers, body: text ? JSON.parse(text) : {} },
      response,
    );
  };
  const sessions = new Set<{ destroy(): void }>();
  const server =
    protocol === 'http1'
      ? createServer(handle)
      : createHttp2Server((request, response) =>
          handle(request, response as unknown as Pick<ServerResponse, 'writeHead' | 'end'>),
        );
  server.on('connection', (socket) => sessions.add(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        for (const session of sessions) session.destroy();
        server.close(() => done());
      }),
  };
}

/** What a cloud voice would say: the built-in voice stands in for it, with the times it knows. */
export async function sayLikeCloud(text: string) {
  const words = toSpokenWords(text);
  const { sound, times } = await synthesise(words, { flite: 'rms', stretch: 1.1 });
  return { wav: encodeWav(sound), pcm: toPcm16(sound.channels), sound, times, words };
}
