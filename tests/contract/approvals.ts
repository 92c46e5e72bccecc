import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Approval, Approvals, Decision } from '#shared/ports/approvals.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  RUN,
  type UnderTest,
} from '#tests/contract/harness.ts';

const GATE = 'storyboard';

const question: Approval = {
  run: RUN,
  gate: GATE,
  token: 'token-1',
  subject: { hash: 'a'.repeat(64), mediaType: 'application/json', bytes: 12 },
  askedAt: 1_000,
};

const approved: Decision = { verdict: 'approved', by: 'ann', at: 2_000 };
const rejected: Decision = { verdict: 'rejected', by: 'bob', reason: 'Too long, “dull” \0 👩‍🚀', at: 2_001 };

/** What every adapter of approvals must hold. */
export function describeApprovals(name: string, makeAdapter: MakeAdapter<Approvals>): void {
  describe(`approvals: ${name}`, () => {
    let adapter: UnderTest<Approvals>;
    let approvals: Approvals;
    beforeEach(async () => {
      adapter = await makeAdapter();
      approvals = adapter.port;
    });
    afterEach(() => adapter.close());

    test('what was asked is found as it was asked, until it is decided', async () => {
      expect(await approvals.get(ACME, RUN, GATE)).toBeUndefined();
      expect(await approvals.ask(ACME, question)).toEqual(question);
      expect(await approvals.get(ACME, RUN, GATE)).toEqual(question);
      expect(await approvals.get(ACME, RUN, 'another')).toBeUndefined();
      expect(await approvals.decide(ACME, RUN, GATE, rejected)).toEqual({ ...question, decision: rejected });
      expect(await approvals.get(ACME, RUN, GATE)).toEqual({ ...question, decision: rejected });
    });

    test('asked again it takes the new token and keeps all else, a decision too', async () => {
      await approvals.ask(ACME, question);
      const again = {
        ...question,
        token: 'token-2',
        askedAt: 9_000,
        subject: { ...question.subject, bytes: 1 },
      };
      expect(await approvals.ask(ACME, again)).toEqual({ ...question, token: 'token-2' });
      await approvals.decide(ACME, RUN, GATE, approved);
      const decided = { ...question, token: 'token-3', decision: approved };
      expect(await approvals.ask(ACME, { ...question, token: 'token-3' })).toEqual(decided);
      expect(await approvals.get(ACME, RUN, GATE)).toEqual(decided);
    });

    test('deciding again the same way gives what was decided first; another way is refused', async () => {
      await approvals.ask(ACME, question);
      await approvals.decide(ACME, RUN, GATE, approved);
      const later = { verdict: 'approved', by: 'eve', at: 3_000 } as const;
      expect((await approvals.decide(ACME, RUN, GATE, later)).decision).toEqual(approved);
      await expectCode(approvals.decide(ACME, RUN, GATE, rejected), 'STORE_CONFLICT');
      expect((await approvals.get(ACME, RUN, GATE))?.decision).toEqual(approved);
    });

    test('nobody can decide what nobody asked', async () => {
      await expectCode(approvals.decide(ACME, RUN, GATE, approved), 'NOT_FOUND');
      expect(await approvals.get(ACME, RUN, GATE)).toBeUndefined();
    });

    test('R14: of racing answers one wins, and every caller learns which', async () => {
      await approvals.ask(ACME, question);
      const decisions = Array.from({ length: 40 }, (_, at) => ({
        ...(at % 2 === 0 ? approved : rejected),
        by: `person-${at}`,
      }));
      const answers = await Promise.allSettled(
        decisions.map((decision) => approvals.decide(ACME, RUN, GATE, decision)),
      );
      const held = (await approvals.get(ACME, RUN, GATE))?.decision;
      expect(decisions).toContainEqual(held);
      for (const [at, answer] of answers.entries()) {
        if (decisions[at]?.verdict === held?.verdict) {
          expect(answer).toMatchObject({ status: 'fulfilled', value: { decision: held } });
        } else expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'STORE_CONFLICT' } });
      }
    });

    test('approvals of another tenant are not there', async () => {
      await approvals.ask(ACME, question);
      expect(await approvals.get(RIVAL, RUN, GATE)).toBeUndefined();
      await expectCode(approvals.decide(RIVAL, RUN, GATE, approved), 'NOT_FOUND');
      await approvals.ask(RIVAL, { ...question, token: 'theirs' });
      expect((await approvals.get(ACME, RUN, GATE))?.token).toBe('token-1');
    });

    test('names that could lead elsewhere are refused as tenant, run and gate', async () => {
      for (const evil of EVIL_NAMES) {
        await expectCode(approvals.get(evil as TenantId, RUN, GATE), 'OPTION_INVALID');
        await expectCode(approvals.get(ACME, evil as RunId, GATE), 'OPTION_INVALID');
        await expectCode(approvals.ask(ACME, { ...question, gate: evil }), 'OPTION_INVALID');
        await expectCode(approvals.decide(ACME, RUN, evil, approved), 'OPTION_INVALID');
      }
    });
  });
}
