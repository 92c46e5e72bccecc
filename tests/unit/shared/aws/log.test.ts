import { expect, test } from 'vitest';
import { TracedLog } from '#shared/aws/log.ts';
import { JsonLog } from '#shared/node/log.ts';
import { createRedactor } from '#shared/security/redact.ts';

test('each line carries the trace of the moment at which it is written, beside its fields', () => {
  const lines: string[] = [];
  let trace: string | undefined = '1-a';
  const log = new TracedLog(
    new JsonLog({
      write: (line) => lines.push(line),
      clock: { now: () => 1 },
      redactor: createRedactor(),
      level: 'debug',
    }),
    () => trace,
  );
  const own = log.with({ run: 'run-1', tenant: 'acme' });
  own.info('began', { step: 's' });
  trace = '1-b';
  own.warn('slow');
  trace = undefined;
  own.error('failed');
  log.debug('all');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { at: 1, level: 'info', event: 'began', run: 'run-1', tenant: 'acme', step: 's', trace: '1-a' },
    { at: 1, level: 'warn', event: 'slow', run: 'run-1', tenant: 'acme', trace: '1-b' },
    { at: 1, level: 'error', event: 'failed', run: 'run-1', tenant: 'acme' },
    { at: 1, level: 'debug', event: 'all' },
  ]);
});
