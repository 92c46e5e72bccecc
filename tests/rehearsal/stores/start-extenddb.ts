import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonClient } from '#tests/rehearsal/gateway/call-json.ts';

const BINARY = join(process.cwd(), 'node_modules/@extenddb/linux-x64/extenddb');

/** Whether this machine has the server's program, which there is for Linux on x64 only. */
export const hasExtendDb = existsSync(BINARY);

/** Starts a DynamoDB server of its own, with its data in `folder`, and gives how it is called. */
export async function startExtendDb(
  folder: string,
): Promise<{ behind: Omit<JsonClient, 'target'>; close(): Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const child = spawn(BINARY, ['serve', '--foreground', '--port', String(port)], {
    cwd: folder,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endpoint = `http://127.0.0.1:${port}`;
  for (let attempt = 0; !(await answers(endpoint)); attempt += 1) {
    if (attempt > 200 || child.exitCode !== null) throw new Error('The DynamoDB server does not start.');
    await sleep(50);
  }
  return {
    behind: {
      endpoint,
      region: 'us-east-1',
      service: 'dynamodb',
      // The pair of AWS's documentation; the server takes no other.
      credentials: {
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        sessionToken: '',
      },
    },
    close: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
