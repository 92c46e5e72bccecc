import { expect, test } from 'vitest';
import * as z from 'zod';
import { routeHandler } from '#functions/route-handler.ts';
import { AppError, ERRORS, type ErrorCode } from '#shared/errors.ts';
import { openFunctionHome } from '#tests/unit/functions/function-home.ts';
import { request } from '#tests/unit/functions/http.ts';

const answer = z.strictObject({ status: z.string() });

test('a field that is not declared never leaves: the request fails instead', async () => {
  await openFunctionHome();
  const handler = routeHandler('api-health', { answer }, async () => ({
    status: 200,
    body: { status: 'ok', owner: 'ada@example.org' },
  }));
  const answered = await request(handler);
  expect(answered).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
  expect(JSON.stringify(answered)).not.toContain('ada@example.org');
});

test.each(Object.keys(ERRORS) as ErrorCode[])(
  '%s is answered with the status of the table of errors',
  async (code) => {
    await openFunctionHome();
    const handler = routeHandler('api-health', { answer }, async () => {
      throw new AppError(code, 'It did not work.', { hint: 'Try something else.', afterMs: 1_500 });
    });
    const { status, headers, body } = await request(handler);
    expect(status).toBe(ERRORS[code].httpStatus);
    expect(headers['retry-after']).toBe('2');
    expect(
      Object.keys(body)
        .filter((name) => name !== 'hint')
        .sort(),
    ).toEqual(['code', 'detail', 'requestId', 'status', 'title', 'type']);
  },
);

test('a port that the row does not grant cannot be reached', async () => {
  await openFunctionHome();
  const handler = routeHandler('api-health', { answer }, async (_, { ports }) => {
    return { status: 200, body: (ports as { runs?: unknown }).runs };
  });
  expect(await request(handler)).toMatchObject({ status: 500, body: { code: 'PORT_NOT_GRANTED' } });
});
