import { expect, test } from 'vitest';
import { fileError } from '#shared/node/file-errors.ts';

test.each([
  ['ENOSPC', 'STORE_FULL'],
  ['EDQUOT', 'STORE_FULL'],
  ['EFBIG', 'STORE_FULL'],
  ['EROFS', 'OUTPUT_UNWRITABLE'],
  ['EACCES', 'OUTPUT_UNWRITABLE'],
  ['EPERM', 'OUTPUT_UNWRITABLE'],
])('%s is %s, told in our words and with what to do', (code, expected) => {
  const cause = Object.assign(new Error(`${code}: as the system says it`), { code });
  const error = fileError(cause);
  expect(error).toMatchObject({ code: expected, cause, hint: expect.any(String) });
  expect(error.message).not.toContain(code);
});

test.each(['EMFILE', 'ENFILE', 'EIO', 'EBUSY'])('%s passes: it is tried again', (code) => {
  expect(fileError(Object.assign(new Error(code), { code })).code).toBe('STORE_UNAVAILABLE');
});
