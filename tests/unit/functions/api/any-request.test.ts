import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handler as approve } from '#functions/api/approve.ts';
import { handler as download } from '#functions/api/download.ts';
import { handler as health } from '#functions/api/health.ts';
import { handler as list } from '#functions/api/list.ts';
import { handler as show } from '#functions/api/show.ts';
import { handler as start } from '#functions/api/start.ts';
import { handler as upload } from '#functions/api/upload.ts';
import { OURS, openFunctionHome } from '#tests/unit/functions/function-home.ts';
import { request } from '#tests/unit/functions/http.ts';
import { runRecord } from '#tests/unit/functions/run-record.ts';

const routes = { approve, download, health, list, show, start, upload };
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('run-1', 'film.mp4', '100', '__proto__'),
);
const nearlyRight = fc.record(
  {
    topic: fc.oneof(fc.string(), fc.integer()),
    text: fc.oneof(fc.string(), fc.constant(null)),
    url: fc.oneof(fc.webUrl(), fc.string()),
    sources: fc.array(fc.anything(), { maxLength: 3 }),
    options: fc.oneof(
      fc.object({ maxDepth: 1 }),
      fc.record({ duration: fc.double(), seed: fc.maxSafeInteger() }),
    ),
    approval: fc.oneof(fc.boolean(), fc.string()),
    verdict: fc.constantFrom('approved', 'rejected', 'maybe'),
    hash: fc.constantFrom('c'.repeat(64), 'x'),
    bytes: fc.integer(),
    mediaType: fc.constantFrom('image/png', 'text/plain', 'x'),
  },
  { requiredKeys: [] },
);

test.each(Object.entries(routes))(
  'whatever is sent to %s, the answer is its own or a problem that blames the request',
  async (_, handler) => {
    const home = await openFunctionHome();
    await home.runs.create(OURS, runRecord());
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          path: fc.dictionary(fc.constantFrom('id', 'name', 'other'), text),
          query: fc.dictionary(fc.constantFrom('limit', 'before', 'other'), text),
          rawBody: fc.oneof(
            fc.json(),
            fc.string({ unit: 'binary' }),
            nearlyRight.map((body) => JSON.stringify(body)),
          ),
          headers: fc.dictionary(fc.constantFrom('idempotency-key', 'x-amzn-trace-id', 'accept'), text),
        }),
        async (asked) => {
          const { status, body, headers } = await request(handler, asked);
          expect(status).toBeLessThan(500);
          expect(headers['cache-control']).toBe('no-store');
          if (status >= 400)
            expect(body).toMatchObject({ status, code: expect.any(String), requestId: 'request-1' });
        },
      ),
      { numRuns: 150 },
    );
  },
);

test.each([
  ['start', start, { topic: 'Tea' }],
  ['upload', upload, { hash: 'c'.repeat(64), bytes: 1, mediaType: 'text/plain' }],
  ['approve', approve, { verdict: 'approved' }],
])('a body of %s with any field too many is 400', async (_, handler, body) => {
  await openFunctionHome();
  const names = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__' && !(name in FIELDS));
  await fc.assert(
    fc.asyncProperty(names, fc.jsonValue(), async (name, value) => {
      const answer = await request(handler, { path: pathOf(handler), body: { ...body, [name]: value } });
      expect(answer.status).toBe(400);
    }),
    { numRuns: 50 },
  );
});

const FIELDS = {
  title: 0,
  text: 0,
  format: 0,
  url: 0,
  sources: 0,
  images: 0,
  options: 0,
  approval: 0,
  reason: 0,
};

function pathOf(handler: unknown): Record<string, string> {
  return handler === approve ? { id: 'run-1' } : {};
}
