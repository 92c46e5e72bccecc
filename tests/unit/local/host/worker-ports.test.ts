import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { homePaths } from '#local/home.ts';
import { openWorkerPorts } from '#local/host/worker-ports.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { TENANT } from '#tests/ids.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

test.each(['get', 'set'] as const)(
  'the log of a worker masks a secret that went through secrets.%s',
  async (way) => {
    // Prepare
    const home = await temporaryFolder();
    const value = 'plain words, no known shape';
    const secrets = { get: async () => value, set: async () => undefined } as unknown as Ports['secrets'];
    const ports = openWorkerPorts({ home, searchPath: '', logLevel: 'info' }, { secrets } as Ports);
    // Act
    if (way === 'get') expect(await ports.secrets.get(TENANT, 'key')).toBe(value);
    else await ports.secrets.set(TENANT, 'key', value);
    ports.log.error('call.failed', { body: `refused: ${value}` });
    // Assess
    const log = await readFile(homePaths(home).log, 'utf8');
    expect(log).toContain('refused: [masked]');
    expect(log).not.toContain(value);
  },
);
