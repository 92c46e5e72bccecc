import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Journal, NewEvent } from '#shared/ports/journal.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  RUN,
  type UnderTest,
} from '#tests/contract/harness.ts';

const notice = (id: string, message = id): NewEvent => ({
  id,
  event: { type: 'notice', code: 'TEST', message },
});

/** What every adapter of the journal must hold. */
export function describeJournal(name: string, makeAdapter: MakeAdapter<Journal>): void {
  describe(`journal: ${name}`, () => {
    let adapter: UnderTest<Journal>;
    let journal: Journal;
    beforeEach(async () => {
      adapter = await makeAdapter();
      journal = adapter.port;
    });
    afterEach(() => adapter.close());

    test('events are read back in order, with versions from 1 without gaps', async () => {
      expect(await journal.append(ACME, RUN, [notice('a'), notice('b')])).toBe(2);
      expect(await journal.append(ACME, RUN, [notice('c')])).toBe(3);
      const stored = await journal.read(ACME, RUN);
      expect(stored.map(({ version, id }) => [version, id])).toEqual([
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
      ]);
      expect(stored[0]?.event).toEqual(notice('a').event);
    });

    test('an event whose id the run already has is dropped, also within one append', async () => {
      await journal.append(ACME, RUN, [notice('a')]);
      expect(await journal.append(ACME, RUN, [notice('a', 'again'), notice('b'), notice('b')])).toBe(2);
      const stored = await journal.read(ACME, RUN);
      expect(stored.map(({ event }) => (event.type === 'notice' ? event.message : ''))).toEqual(['a', 'b']);
    });

    test('of 50 writers that expect the same version one wins', async () => {
      await journal.append(ACME, RUN, [notice('first')]);
      const results = await Promise.allSettled(
        Array.from({ length: 50 }, (_, index) => journal.append(ACME, RUN, [notice(`w${index}`)], 1)),
      );
      const lost = results.filter((result) => result.status === 'rejected');
      expect(lost).toHaveLength(49);
      expect(new Set(lost.map(({ reason }) => (reason as { code: string }).code))).toEqual(
        new Set(['STORE_CONFLICT']),
      );
      expect(await journal.read(ACME, RUN)).toHaveLength(2);
    });

    test('50 writers that expect nothing all get their place', async () => {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => journal.append(ACME, RUN, [notice(`w${index}`)])),
      );
      const stored = await journal.read(ACME, RUN);
      expect(stored.map(({ version }) => version)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
      expect(new Set(stored.map(({ id }) => id)).size).toBe(50);
    });

    test('an append that fails leaves none of its events behind', async () => {
      const wrong = { id: 'b', event: { type: 'no.such.event' } } as unknown as NewEvent;
      await expectCode(journal.append(ACME, RUN, [notice('a'), wrong]), 'OPTION_INVALID');
      expect(await journal.read(ACME, RUN)).toEqual([]);
      expect(await journal.append(ACME, RUN, [], 0)).toBe(0);
    });

    test('pages by version and limit miss nothing', async () => {
      await journal.append(
        ACME,
        RUN,
        Array.from({ length: 25 }, (_, index) => notice(`e${index}`)),
      );
      const seen: string[] = [];
      for (let after = 0; ; after += 10) {
        const page = await journal.read(ACME, RUN, { after, limit: 10 });
        seen.push(...page.map(({ id }) => id));
        if (page.length < 10) break;
      }
      expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `e${index}`));
    });

    test('the same run id of two tenants is two runs', async () => {
      await journal.append(ACME, RUN, [notice('ours')]);
      expect(await journal.read(RIVAL, RUN)).toEqual([]);
      expect(await journal.append(RIVAL, RUN, [notice('ours')])).toBe(1);
      expect(await journal.read(ACME, RUN)).toHaveLength(1);
    });

    test('any text comes back as it was given', async () => {
      const message = 'NUL \0, quote \' " `, line\n\u2028, 𝄞 👩‍🚀 שלום, `x`, __proto__';
      await journal.append(ACME, RUN, [notice('a', message)]);
      const [stored] = await journal.read(ACME, RUN);
      expect(stored?.event).toEqual({ type: 'notice', code: 'TEST', message });
    });

    test('names that could lead elsewhere are refused as tenant and as run', async () => {
      for (const evil of EVIL_NAMES) {
        await expectCode(journal.append(evil as TenantId, RUN, [notice('a')]), 'OPTION_INVALID');
        await expectCode(journal.read(evil as TenantId, RUN), 'OPTION_INVALID');
        await expectCode(journal.append(ACME, evil as RunId, [notice('a')]), 'OPTION_INVALID');
        await expectCode(journal.read(ACME, evil as RunId), 'OPTION_INVALID');
      }
    });
  });
}
