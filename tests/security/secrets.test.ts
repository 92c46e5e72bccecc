import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileSecrets, parseSecretsKey } from '#local/secrets.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';

const VALUE = 'canary-7f3e91-value';

let folder: string;
let path: string;
const key = randomBytes(32);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  path = join(folder, 'secrets.json');
});
afterEach(() => rm(folder, { recursive: true }));

describe('secrets at rest', () => {
  test('neither name nor value nor tenant can be read in the file, which only its owner may open', async () => {
    const secrets = new FileSecrets({ path, key });
    await secrets.set(ACME, 'model-key-name', VALUE);
    const content = await readFile(path, 'utf8');
    for (const telling of [
      VALUE,
      'model-key-name',
      ACME,
      Buffer.from(VALUE).toString('base64').slice(0, 12),
    ]) {
      expect(content).not.toContain(telling);
    }
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  test('the same secret is never sealed to the same bytes', async () => {
    const secrets = new FileSecrets({ path, key });
    await secrets.set(ACME, 'key', VALUE);
    const first = await readFile(path, 'utf8');
    await secrets.set(ACME, 'key', VALUE);
    expect(await readFile(path, 'utf8')).not.toBe(first);
  });

  test('a changed byte anywhere is found out, and the error says nothing of what was inside', async () => {
    await new FileSecrets({ path, key }).set(ACME, 'key', VALUE);
    const content = await readFile(path);
    for (let at = 0; at < content.length; at += 1) {
      const changed = Buffer.from(content);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(path, changed);
      const error = await new FileSecrets({ path, key }).get(ACME, 'key').then(
        // Nothing but the line end may differ without harm.
        (value) => (at === content.length - 1 && value === VALUE ? undefined : `accepted at ${at}`),
        (thrown) => thrown,
      );
      if (error === undefined) continue;
      expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
      expect(JSON.stringify([error.message, error.hint, error.cause])).not.toContain('canary');
    }
  });

  test('another key, a cut file and an empty one are refused and left as they are', async () => {
    await new FileSecrets({ path, key }).set(ACME, 'key', VALUE);
    const content = await readFile(path, 'utf8');
    await expectCode(new FileSecrets({ path, key: randomBytes(32) }).get(ACME, 'key'), 'CONFIG_INVALID');
    await expectCode(
      new FileSecrets({ path, key: randomBytes(32) }).set(ACME, 'other', 'x'),
      'CONFIG_INVALID',
    );
    expect(await readFile(path, 'utf8')).toBe(content);
    for (const broken of ['', '{}', 'null', content.slice(0, -20)]) {
      await writeFile(path, broken);
      await expectCode(new FileSecrets({ path, key }).list(ACME), 'CONFIG_INVALID');
    }
  });

  test('without a key nothing is kept, and a home without secrets needs none', async () => {
    const secrets = new FileSecrets({ path });
    expect(await secrets.get(ACME, 'key')).toBeUndefined();
    expect(await secrets.list(ACME)).toEqual([]);
    await expectCode(secrets.set(ACME, 'key', VALUE), 'CONFIG_INVALID');
    await new FileSecrets({ path, key }).set(ACME, 'key', VALUE);
    await expectCode(secrets.get(ACME, 'key'), 'CONFIG_INVALID');
  });

  test('a key is read as people write it and never guessed', () => {
    expect(parseSecretsKey(`${key.toString('hex')}\n`)).toEqual(key);
    expect(parseSecretsKey(key.toString('base64'))).toEqual(key);
    expect(parseSecretsKey(key.toString('base64url'))).toEqual(key);
    for (const wrong of ['', 'secret', key.toString('hex').slice(1), 'é'.repeat(43), 'a'.repeat(45)]) {
      expect(() => parseSecretsKey(wrong)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    }
    expect(() => new FileSecrets({ path, key: new Uint8Array(16) })).toThrow();
  });
});
