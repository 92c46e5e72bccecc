import { expect, test } from 'vitest';
import { systemClock } from '#shared/node/clock.ts';
import { JsonLog } from '#shared/node/log.ts';
import { createRedactor } from '#shared/security/redact.ts';

test('a line that cannot be written ends nothing, and the next one is written again', () => {
  // Prepare
  const lines: string[] = [];
  let full = true;
  const write = (line: string) => {
    if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    lines.push(line);
  };
  const log = new JsonLog({ write, clock: systemClock, redactor: createRedactor() });
  // Act
  log.error('disk.full', { why: 'a test' });
  full = false;
  log.with({ run: 'r' }).error('disk.free');
  // Assess
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'disk.free', run: 'r' }]);
});
