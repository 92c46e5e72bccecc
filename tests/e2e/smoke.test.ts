import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Desk, emptyDesk } from '#tests/e2e/command.ts';
import { type Served, startServe } from '#tests/e2e/served.ts';
import { startTamperingProxy, type Tampering } from '#tests/e2e/tampering-proxy.ts';

const ROOT = resolve(import.meta.dirname, '../..');

interface Line {
  type: string;
  title: string;
  result: string;
  seen: string;
}

/** Runs `smoke` as a person would, and gives the lines that it prints. */
async function runSmoke(desk: Desk, args: readonly string[]) {
  const tokenFile = join(desk.folder, 'home/owner-token');
  const child = spawn(
    process.execPath,
    [join(ROOT, 'cli/main.ts'), 'smoke', '--json', '--token-file', tokenFile, ...args],
    { cwd: desk.folder, env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const code = await new Promise<number | null>((done) => child.on('close', done));
  const lines = text.trim().split('\n');
  return { code, text, lines: lines.map((line) => JSON.parse(line) as Line) };
}

const served = async (): Promise<{ desk: Desk; server: Served }> => {
  const desk = await emptyDesk();
  return { desk, server: await startServe(desk.folder) };
};

test('an installation that keeps its promises passes, with a film that is made once and watched live', {
  timeout: 120_000,
}, async () => {
  const { desk, server } = await served();
  const live = `${server.address.replace('http', 'ws')}/live`;
  const { code, text, lines } = await runSmoke(desk, ['--url', server.address, '--live', live]);
  const checks = lines.filter(({ type }) => type === 'check');
  expect(checks.filter(({ result }) => result !== 'holds')).toEqual([]);
  expect(code).toBe(0);
  expect(checks).toHaveLength(17);
  expect(lines.at(-1)).toEqual({ type: 'end', holds: 17, fails: 0, notLookedAt: 0 });
  expect(text).not.toContain(server.token);
  const { productions } = (await (await server.call('/v1/productions')).json()) as {
    productions: { title: string; state: string }[];
  };
  expect(productions.map(({ title, state }) => `${title}: ${state}`)).toEqual([
    'What bees see: succeeded',
    'What bees see: succeeded',
  ]);
});

const FAULTS: { fault: string; fails: string; seen: RegExp; tampering: (served: Served) => Tampering }[] = [
  {
    fault: 'lets anybody in',
    fails: 'Without a token it is closed',
    seen: /^The answer is 200 and not 401/,
    tampering: ({ token }) => ({ request: (headers) => headers.set('authorization', `Bearer ${token}`) }),
  },
  {
    fault: 'does not look at the signature of tokens',
    fails: 'With a token that was tampered with it is closed',
    seen: /^The answer is 200 and not 401/,
    tampering: ({ token }) => ({
      request(headers) {
        if (headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
      },
    }),
  },
  {
    fault: 'forgets Idempotency-Keys',
    fails: 'A film is asked for twice with one Idempotency-Key and made once',
    seen: /^The answer is 202 and not 409/,
    tampering: () => ({ request: (headers) => headers.delete('idempotency-key') }),
  },
  {
    fault: 'hands out another film than the one that was checked',
    fails: 'The film can be fetched and is, byte for byte, the one that was checked',
    seen: /^Its SHA-256 is [0-9a-f]{64}, and that of the film that was checked/,
    tampering: () => ({
      file(bytes) {
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      },
    }),
  },
];

test('an installation that breaks a promise fails, at the check that looks at it, and says what was seen', {
  timeout: 120_000,
}, async () => {
  const { desk, server } = await served();
  for (const { fault, fails, seen, tampering } of FAULTS) {
    const url = await startTamperingProxy(server.address, tampering(server));
    const { code, lines } = await runSmoke(desk, ['--url', url]);
    const failed = lines.filter(({ result }) => result === 'fails');
    expect(
      failed.map(({ title }) => title),
      fault,
    ).toEqual([fails]);
    expect(failed[0]?.seen).toMatch(seen);
    expect(code).toBe(1);
  }
});
