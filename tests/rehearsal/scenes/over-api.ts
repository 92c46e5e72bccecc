import { createHash } from 'node:crypto';
import type { Desk } from '#tests/rehearsal/scenes/desk.ts';
import { insist } from '#tests/rehearsal/scenes/scene.ts';

/** A reference to what was uploaded, as the API gives it. */
export interface Uploaded {
  hash: string;
  mediaType: string;
  bytes: number;
}

/** Uploads a file by the link that the API gives for it. */
export async function upload(
  desk: Desk,
  tenant: string,
  bytes: Uint8Array,
  mediaType: string,
): Promise<Uploaded> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const wanted = { hash, bytes: bytes.length, mediaType };
  const answer = await desk.ask(tenant, 'POST', '/v1/uploads', wanted);
  const { asset, upload: link } = await json<{
    asset: Uploaded;
    upload: { url: string; method: string; headers: Record<string, string> };
  }>(answer, [200, 201]);
  const put = await fetch(link.url, { method: link.method, headers: link.headers, body: Buffer.from(bytes) });
  insist(put.ok, `The upload answers ${put.status}: ${await put.text()}`);
  return asset;
}

/** The body of an answer with that status. */
export async function json<T>(answer: Response, status: number | number[]): Promise<T> {
  const text = await answer.text();
  insist([status].flat().includes(answer.status), `It answers ${answer.status}: ${text}`);
  return JSON.parse(text) as T;
}
