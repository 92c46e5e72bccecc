import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { HttpAnswer } from '#functions/problem.ts';

/** What every answer carries: nothing here is a page, and nothing may be shown in one. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const FunctionAnswer = z.looseObject({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  cookies: z.array(z.string()).optional(),
});

/** Sends what a function gave, as an HTTP API of API Gateway takes it: without a status it is the body itself, as JSON. */
export function sendAnswer(response: ServerResponse, answer: unknown): void {
  const parsed = FunctionAnswer.safeParse(answer);
  if (!parsed.success) {
    write(response, 200, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(answer ?? null)));
    return;
  }
  const { statusCode, headers = {}, body = '', isBase64Encoded, cookies } = parsed.data;
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  write(
    response,
    statusCode,
    { ...Object.fromEntries(texts), ...(cookies ? { 'set-cookie': cookies } : {}) },
    Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  );
}

/** Sends an answer of the server's own, unless one has begun. */
export function sendProblem(response: ServerResponse, { statusCode, headers, body }: HttpAnswer): void {
  if (!response.headersSent) write(response, statusCode, headers, Buffer.from(body));
}

function write(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | string[]>,
  body: Buffer,
): void {
  response.writeHead(status, { ...HEADERS, ...headers, 'content-length': body.byteLength });
  response.end(body);
}
