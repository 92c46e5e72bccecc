import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '#shared/domain/events.ts';
import { fallbacksOf } from '#shared/publish/contract/fallbacks.ts';
import { judge } from '#shared/publish/contract/judge.ts';

const journal = (...notices: [string, string][]): StoredEvent[] =>
  notices.map(([code, message], at) => ({
    version: at + 1,
    id: `${at}`,
    at: 0,
    event: { type: 'notice', code, message },
  }));

describe('what a run could not do reaches the verdict', () => {
  test.each([
    'FONT_MISSING',
    'NO_VOICE_FOR_LANGUAGE',
    'LINE_NOT_SPOKEN',
    'PICTURES_LEFT_OUT',
    'SOURCES_LEFT_OUT',
    'A_NEW_FALLBACK',
  ])('%s makes a film degraded, with its sentence as the reason', (code) => {
    expect(judge([], fallbacksOf(journal([code, 'Something was left out.'])))).toEqual({
      verdict: 'degraded',
      reasons: ['Something was left out.'],
    });
  });

  test.each([
    'FOLDER_TAKEN',
    'LONGER_THAN_ASKED',
    'MODERATION',
    'RENDER_JOBS_FAILED',
    'RENDER_LANE',
    'SHORTER_THAN_ASKED',
    'SOURCES_CHOSEN',
    'WIKIPEDIA_USED',
  ])('%s only informs', (code) => {
    expect(judge([], fallbacksOf(journal([code, 'From Wikipedia.']))).verdict).toBe('passed');
  });

  test('a run that had nothing to tell, as one that was asked for without a voice, passes', () => {
    const events: StoredEvent[] = [{ version: 1, id: 'a', at: 0, event: { type: 'run.succeeded' } }];
    expect(judge([], fallbacksOf(events))).toEqual({ verdict: 'passed', reasons: [] });
  });

  test('the same sentence is one reason, another sentence of the same kind is another', () => {
    const events = journal(['B', 'Two.'], ['A', 'Nine.'], ['B', 'One.'], ['B', 'Two.']);
    expect(fallbacksOf(events)).toEqual(['Nine.', 'One.', 'Two.']);
    expect(fallbacksOf(events.toReversed())).toEqual(fallbacksOf(events));
  });

  test('hundreds of notices do not overflow the state of a workflow', () => {
    const lines = Array.from({ length: 400 }, (_, at): [string, string] => [
      'LINE_NOT_SPOKEN',
      `${String(at).padStart(3, '0')} ${'字'.repeat(2000)}`,
    ]);
    const reasons = fallbacksOf(journal(...lines));
    expect(reasons).toHaveLength(6);
    expect(reasons.at(-1)).toBe('The same is true in 395 more places (LINE_NOT_SPOKEN).');
    expect(Buffer.byteLength(JSON.stringify(reasons))).toBeLessThan(8 * 1024);
  });
});
