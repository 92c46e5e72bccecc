import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  type UnderTest,
} from '#tests/contract/harness.ts';

/** What every keeper of secrets must hold. */
export function describeSecrets(name: string, makeAdapter: MakeAdapter<Secrets>): void {
  describe(`secrets: ${name}`, () => {
    let adapter: UnderTest<Secrets>;
    let secrets: Secrets;
    beforeEach(async () => {
      adapter = await makeAdapter();
      secrets = adapter.port;
    });
    afterEach(() => adapter.close());

    test('a secret is given back as it was set, until it is set anew or removed', async () => {
      const value = 'pässwörd \n 👩‍🚀 "quoted"';
      await secrets.set(ACME, 'model-key', 'first');
      await secrets.set(ACME, 'model-key', value);
      expect(await secrets.get(ACME, 'model-key')).toBe(value);
      await secrets.remove(ACME, 'model-key');
      await secrets.remove(ACME, 'model-key');
      expect(await secrets.get(ACME, 'model-key')).toBeUndefined();
      expect(await secrets.list(ACME)).toEqual([]);
    });

    test('of 50 secrets that are set at once none is lost, and they are listed in order', async () => {
      const names = Array.from({ length: 50 }, (_, index) => `key-${String(index).padStart(2, '0')}`);
      await Promise.all(names.toReversed().map((key) => secrets.set(ACME, key, `value of ${key}`)));
      expect(await secrets.list(ACME)).toEqual(names);
      for (const key of names) expect(await secrets.get(ACME, key)).toBe(`value of ${key}`);
    });

    test('secrets of another tenant are not there', async () => {
      await secrets.set(ACME, 'key', 'ours');
      expect(await secrets.get(RIVAL, 'key')).toBeUndefined();
      expect(await secrets.list(RIVAL)).toEqual([]);
      await secrets.set(RIVAL, 'key', 'theirs');
      await secrets.remove(RIVAL, 'key');
      expect(await secrets.get(ACME, 'key')).toBe('ours');
    });

    test('an empty secret and one of more than 64 KiB are refused', async () => {
      await expectCode(secrets.set(ACME, 'key', ''), 'OPTION_INVALID');
      await expectCode(secrets.set(ACME, 'key', 'x'.repeat(64 * 1024 + 1)), 'OPTION_INVALID');
      await secrets.set(ACME, 'key', 'x'.repeat(64 * 1024));
    });

    test('names that could lead elsewhere are refused as tenant and as name', async () => {
      for (const evil of EVIL_NAMES) {
        await expectCode(secrets.get(evil as TenantId, 'key'), 'OPTION_INVALID');
        await expectCode(secrets.list(evil as TenantId), 'OPTION_INVALID');
        await expectCode(secrets.get(ACME, evil), 'OPTION_INVALID');
        await expectCode(secrets.set(ACME, evil, 'value'), 'OPTION_INVALID');
        await expectCode(secrets.remove(ACME, evil), 'OPTION_INVALID');
      }
    });
  });
}
