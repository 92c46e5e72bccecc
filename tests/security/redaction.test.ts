import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { JsonLog } from '#shared/node/log.ts';
import { createRedactor, MASK } from '#shared/security/redact.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

const KNOWN = 'k7Q/known+canary"\\=value';

function logging() {
  const lines: string[] = [];
  const redactor = createRedactor();
  const log = new JsonLog({
    write: (line) => lines.push(line),
    clock: createVirtualClock(),
    redactor,
    level: 'debug',
  });
  return { lines, redactor, log };
}

/** Texts with a secret in them, made at run time so that no scanner takes this file for a leak. */
const fake = (prefix: string, length: number) => prefix + 'Canary9'.repeat(length).slice(0, length);
const LOOKS_SECRET: [string, string][] = [
  ['a model key', fake('sk-', 40)],
  ['a project key', fake('sk-proj-', 60)],
  ['a payment key', fake('rk_live_', 24)],
  ['a hosting token', fake('ghp_', 36)],
  ['a fine-grained token', fake('github_pat_', 60)],
  ['a build token', fake('glpat-', 20)],
  ['a chat token', fake('xoxb-', 40)],
  ['a package token', fake('npm_', 36)],
  ['a model hub token', fake('hf_', 34)],
  ['a webhook secret', fake('whsec_', 32)],
  ['a cloud key id', `AKIA${'CANARY9Z'.repeat(2)}`],
  ['a web key', fake('AIza', 35)],
  ['an access token', fake('ya29.', 60)],
  ['a JWT', `${fake('eyJ', 20)}.${fake('eyJ', 30)}.${fake('', 40)}`],
  ['a bearer header', `Bearer ${fake('', 30)}`],
  ['a basic header', `authorization: Basic ${fake('', 30)}=`],
  ['a user in a URL', `https://user:${fake('', 12)}@example.com/x`],
  ['a key in a query', `https://example.com/v1?api_key=${fake('', 20)}&x=1`],
  [
    'a signed URL',
    `https://bucket.example.com/k?X-Amz-Signature=${fake('', 40)}&X-Amz-Security-Token=${fake('', 40)}`,
  ],
  ['a private key', `-----BEGIN EC PRIVATE KEY-----\n${fake('', 60)}\n-----END EC PRIVATE KEY-----`],
  ['a cut private key', `-----BEGIN PRIVATE KEY-----\n${fake('', 60)}`],
];

describe('S8: no secret reaches the log', () => {
  test.each(LOOKS_SECRET)('%s is masked wherever it stands', (_, secret) => {
    const { lines, log } = logging();
    const error = new AppError('TOOL_FAILED', `it said ${secret}`, {
      hint: secret,
      cause: new Error(secret, { cause: { stderr: [secret] } }),
    });
    log.with({ context: secret }).error(`failed with ${secret}`, {
      text: `before ${secret} after`,
      nested: [{ deep: new Map([['x', secret]]), set: new Set([secret]) }],
      [secret]: 1,
      error,
    });
    expect(lines.join('')).toContain(MASK);
    expect(lines.join('')).not.toMatch(/Canary9|CANARY9/);
  });

  test.each([
    'password',
    'apiKey',
    'api_key',
    'Authorization',
    'set-cookie',
    'clientSecret',
    'x-auth-token',
    'privateKey',
  ])('the field %s is masked whatever it holds', (field) => {
    const { lines, log } = logging();
    log.info('call', { [field]: 'Canary9', more: { [field]: { inner: ['Canary9'] } } });
    expect(lines.join('')).not.toContain('Canary9');
  });

  test('a value that was once given out is masked in every spelling', () => {
    const { lines, redactor, log } = logging();
    redactor.learn(KNOWN);
    const spellings = [
      KNOWN,
      JSON.stringify({ body: KNOWN }),
      `https://example.com/?q=${encodeURIComponent(KNOWN)}`,
      Buffer.from(KNOWN).toString('base64'),
      Buffer.from(KNOWN).toString('base64url'),
      `${'x'.repeat(8_180)}${KNOWN}`,
    ];
    for (const text of spellings) log.info('said', { text });
    expect(lines).toHaveLength(spellings.length);
    for (const line of lines) {
      expect(line).toContain(MASK);
      expect(line).not.toContain('known');
    }
  });

  test('what is no secret stays readable', () => {
    const { lines, log } = logging();
    const fields = {
      hash: 'a'.repeat(64),
      run: '01J9Z3K5T7V9X1Z3B5D7F9H1K3',
      path: 'scenes/scene-3/picture.png',
      url: 'https://example.com/a?page=2#top',
      text: 'The key idea: a token of thanks, skilfully basic and pk.',
      count: 3,
      nothing: null,
    };
    log.info('kept', fields);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      at: 1_767_225_600_000,
      level: 'info',
      event: 'kept',
      ...fields,
    });
  });
});

describe('a log line is one line of JSON whatever is logged', () => {
  test('cycles, depth, getters that throw, bytes, big numbers and line ends do no harm', () => {
    const { lines, log } = logging();
    const cycle: Record<string, unknown> = { name: 'cycle' };
    cycle.self = cycle;
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level += 1) deep = { deep };
    const angry = {
      get value() {
        throw new Error('no');
      },
    };
    for (const field of [
      cycle,
      deep,
      angry,
      new Uint8Array(9),
      10n ** 30n,
      'a\nb\u2028c',
      () => 1,
      Symbol('s'),
      Number.NaN,
      new Date(0),
      new URL('https://u:p@example.com/'),
    ]) {
      log.warn('odd', { field });
    }
    expect(lines).toHaveLength(11);
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(JSON.parse(line)).toMatchObject({ level: 'warn', event: 'odd' });
    }
  });

  test('a field cannot pass itself off as level, event or time', () => {
    const { lines, log } = logging();
    log.info('real', { level: 'error', event: 'forged', at: 0 });
    expect(JSON.parse(lines[0] ?? '')).toEqual({ at: 1_767_225_600_000, level: 'info', event: 'real' });
  });

  test('lines below the level are left out', () => {
    const lines: string[] = [];
    const log = new JsonLog({
      write: (line) => lines.push(line),
      clock: createVirtualClock(),
      redactor: createRedactor(),
      level: 'warn',
    });
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.with({ x: 1 }).error('d');
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['c', 'd']);
  });
});
