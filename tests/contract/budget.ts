import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Budget } from '#shared/ports/budget.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  type UnderTest,
} from '#tests/contract/harness.ts';

const DAY = '2026-11-20';

/** What every adapter of the budget must hold. */
export function describeBudget(name: string, makeAdapter: MakeAdapter<Budget>): void {
  describe(`budget: ${name}`, () => {
    let adapter: UnderTest<Budget>;
    let budget: Budget;
    beforeEach(async () => {
      adapter = await makeAdapter();
      budget = adapter.port;
    });
    afterEach(() => adapter.close());

    test('what is reserved becomes what was spent, less or more', async () => {
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 0, reserved: 0 });
      await budget.reserve(ACME, DAY, { id: 'a', amount: 300, limit: 1_000 });
      await budget.reserve(ACME, DAY, { id: 'b', amount: 400, limit: 1_000 });
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 0, reserved: 700 });
      await budget.settle(ACME, DAY, 'a', 100);
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 100, reserved: 400 });
      await budget.settle(ACME, DAY, 'b', 450);
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 550, reserved: 0 });
    });

    test('the last millionth can be reserved, and not one more', async () => {
      await budget.reserve(ACME, DAY, { id: 'a', amount: 600, limit: 1_000 });
      await budget.settle(ACME, DAY, 'a', 500);
      await expectCode(budget.reserve(ACME, DAY, { id: 'b', amount: 501, limit: 1_000 }), 'BUDGET_EXCEEDED');
      await budget.reserve(ACME, DAY, { id: 'b', amount: 500, limit: 1_000 });
      await expectCode(budget.reserve(ACME, DAY, { id: 'c', amount: 1, limit: 1_000 }), 'BUDGET_EXCEEDED');
      await budget.reserve(ACME, DAY, { id: 'free', amount: 0, limit: 1_000 });
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 500, reserved: 500 });
    });

    test('an amount above the limit is refused on an untouched account too', async () => {
      await expectCode(budget.reserve(ACME, DAY, { id: 'a', amount: 11, limit: 10 }), 'BUDGET_EXCEEDED');
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 0, reserved: 0 });
      await budget.reserve(ACME, DAY, { id: 'a', amount: 10, limit: 10 });
    });

    test('the same reservation again changes nothing, neither when all is spent nor after it was settled', async () => {
      const reservation = { id: 'a', amount: 10, limit: 10 };
      await budget.reserve(ACME, DAY, reservation);
      await budget.reserve(ACME, DAY, reservation);
      await budget.reserve(ACME, DAY, { ...reservation, amount: 11 });
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 0, reserved: 10 });
      await budget.settle(ACME, DAY, 'a', 7);
      await budget.reserve(ACME, DAY, reservation);
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 7, reserved: 0 });
    });

    test('settling again, or what nobody reserved, changes nothing', async () => {
      await budget.reserve(ACME, DAY, { id: 'a', amount: 10, limit: 10 });
      await budget.settle(ACME, DAY, 'a', 4);
      await budget.settle(ACME, DAY, 'a', 9);
      await budget.settle(ACME, DAY, 'unknown', 9);
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 4, reserved: 0 });
    });

    test('1,000 that reserve at once never pass the limit by a millionth, and leave nothing unused that fits', async () => {
      // Prepare: room for 333 of 3 and one of 1.
      const limit = 1_000;
      const reservations = Array.from({ length: 1_000 }, (_, at) => ({ id: `r${at}`, amount: 3, limit }));
      // Act
      const results = await Promise.allSettled(
        reservations.map((reservation) => budget.reserve(ACME, DAY, reservation)),
      );
      // Assess
      const lost = results.filter((result) => result.status === 'rejected');
      expect(new Set(lost.map(({ reason }) => (reason as { code: string }).code))).toEqual(
        new Set(['BUDGET_EXCEEDED']),
      );
      expect(lost).toHaveLength(667);
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 0, reserved: 999 });
      await budget.reserve(ACME, DAY, { id: 'last', amount: 1, limit });
    }, 120_000);

    test('whoever settles at once, twice each, spends each amount once', async () => {
      const ids = Array.from({ length: 20 }, (_, at) => `r${at}`);
      for (const id of ids) await budget.reserve(ACME, DAY, { id, amount: 5, limit: 1_000 });
      await Promise.all([...ids, ...ids].map((id) => budget.settle(ACME, DAY, id, 4)));
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 80, reserved: 0 });
    });

    test('accounts and tenants have their own money', async () => {
      await budget.reserve(ACME, DAY, { id: 'a', amount: 10, limit: 10 });
      await budget.reserve(ACME, '2026-11-21', { id: 'a', amount: 10, limit: 10 });
      await budget.reserve(RIVAL, DAY, { id: 'a', amount: 10, limit: 10 });
      await budget.settle(RIVAL, DAY, 'a', 1);
      expect(await budget.get(ACME, DAY)).toEqual({ spent: 0, reserved: 10 });
    });

    test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
      'an amount of %d is refused',
      async (amount) => {
        await expectCode(budget.reserve(ACME, DAY, { id: 'a', amount, limit: 10 }), 'OPTION_INVALID');
        await budget.reserve(ACME, DAY, { id: 'a', amount: 1, limit: 10 });
        await expectCode(budget.settle(ACME, DAY, 'a', amount), 'OPTION_INVALID');
        expect(await budget.get(ACME, DAY)).toEqual({ spent: 0, reserved: 1 });
      },
    );

    test('names that could lead elsewhere are refused as tenant', async () => {
      for (const evil of EVIL_NAMES) {
        const tenant = evil as TenantId;
        await expectCode(budget.reserve(tenant, DAY, { id: 'a', amount: 1, limit: 1 }), 'OPTION_INVALID');
        await expectCode(budget.settle(tenant, DAY, 'a', 1), 'OPTION_INVALID');
        await expectCode(budget.get(tenant, DAY), 'OPTION_INVALID');
      }
    });
  });
}
