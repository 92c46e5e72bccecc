import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RunId, type TenantId } from '#shared/domain/identity.ts';
import type { Live } from '#shared/ports/live.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  RUN,
  type UnderTest,
} from '#tests/contract/harness.ts';

/** Who is connected and watches what; the sending is apart. */
export type LiveRegistry = Omit<Live, 'send'>;

const OTHER_RUN = RunId.parse('run-2');
/** As API Gateway names them. */
const ANN = 'L0SM9cOFvHcCIhw=';
const BOB = 'dJ4fEcW/oAMC+Xk=';

/** What every registry of live connections must hold. */
export function describeLiveRegistry(name: string, makeAdapter: MakeAdapter<LiveRegistry>): void {
  describe(`live connections: ${name}`, () => {
    let adapter: UnderTest<LiveRegistry>;
    let live: LiveRegistry;
    beforeEach(async () => {
      adapter = await makeAdapter();
      live = adapter.port;
    });
    afterEach(() => adapter.close());

    test('a connection watches one run at a time, and nothing before it says so', async () => {
      await live.open(ACME, ANN);
      await live.open(ACME, BOB);
      expect(await live.watchers(ACME, RUN)).toEqual([]);
      await live.watch(ACME, ANN, RUN);
      await live.watch(ACME, BOB, RUN);
      expect((await live.watchers(ACME, RUN)).sort()).toEqual([ANN, BOB].sort());
      await live.watch(ACME, BOB, OTHER_RUN);
      expect(await live.watchers(ACME, RUN)).toEqual([ANN]);
      expect(await live.watchers(ACME, OTHER_RUN)).toEqual([BOB]);
    });

    test('a connection that was closed watches nothing and cannot begin to; closing it again is harmless', async () => {
      await live.open(ACME, ANN);
      await live.watch(ACME, ANN, RUN);
      await live.close(ACME, ANN);
      await live.close(ACME, ANN);
      await live.close(ACME, 'unknown');
      expect(await live.watchers(ACME, RUN)).toEqual([]);
      await expectCode(live.watch(ACME, ANN, RUN), 'NOT_FOUND');
      expect(await live.watchers(ACME, RUN)).toEqual([]);
    });

    test('all of 60 that watch are found', async () => {
      const names = Array.from({ length: 60 }, (_, at) => `connection-${at}`);
      await Promise.all(
        names.map(async (connection) => {
          await live.open(ACME, connection);
          await live.watch(ACME, connection, RUN);
        }),
      );
      expect((await live.watchers(ACME, RUN)).sort()).toEqual(names.sort());
    });

    test('connections of another tenant are not there', async () => {
      await live.open(ACME, ANN);
      await expectCode(live.watch(RIVAL, ANN, RUN), 'NOT_FOUND');
      await live.watch(ACME, ANN, RUN);
      expect(await live.watchers(RIVAL, RUN)).toEqual([]);
      await live.close(RIVAL, ANN);
      expect(await live.watchers(ACME, RUN)).toEqual([ANN]);
    });

    test('names that could lead elsewhere are refused as tenant and as run', async () => {
      await live.open(ACME, ANN);
      for (const evil of EVIL_NAMES) {
        await expectCode(live.open(evil as TenantId, ANN), 'OPTION_INVALID');
        await expectCode(live.watchers(evil as TenantId, RUN), 'OPTION_INVALID');
        await expectCode(live.watch(ACME, ANN, evil as RunId), 'OPTION_INVALID');
        await expectCode(live.close(evil as TenantId, ANN), 'OPTION_INVALID');
      }
    });
  });
}
