import { expect, test } from 'vitest';
import * as z from 'zod';
import { clearError } from '#cli/progress/clear-error.ts';
import { AppError } from '#shared/errors.ts';

function zodError(): unknown {
  return z
    .object({ images: z.array(z.object({ alt: z.string().max(3) })) })
    .safeParse({ images: [{ alt: 'long' }] }).error;
}

test.each<[string, unknown]>([
  ['a schema threw', zodError()],
  ['a function answered with', new AppError('INTERNAL', (zodError() as Error).message)],
])('the JSON that %s becomes one sentence', (_, thrown) => {
  const { message, hint, code, cause } = clearError(thrown);
  expect(message).toMatch(/^Reelwright was given images\.0\.alt as it cannot use it: [^{}[\]\n]+\.$/);
  expect({ hint, code, cause }).toMatchObject({ hint: expect.any(String), code: 'INTERNAL', cause: thrown });
});

test.each(['[', '[]', '[1]', '[a] is no such thing', 'The disk is full.'])('%j stays as it is', (message) => {
  const error = new AppError('STORE_FULL', message);
  expect(clearError(error)).toBe(error);
});
