import { expect, test } from 'vitest';
import { tampered } from '#cli/smoke/check-doors.ts';
import { createJsonNarrator, createPlainNarrator, withoutToken } from '#cli/smoke/reporters.ts';
import type { Outcome } from '#cli/smoke/smoke.ts';

const outcomes: Outcome[] = [
  { title: 'It answers', advice: 'Look there.', result: 'holds', seen: 'version 1' },
  { title: 'It is closed', advice: 'Close it.', result: 'fails', seen: 'It let secret-token in.' },
  { title: 'A film is made', advice: 'Wait.', result: 'not-looked-at', seen: 'there is no text' },
];

function written(narrate: typeof createPlainNarrator): string {
  let text = '';
  const narrator = narrate(withoutToken({ write: (part) => (text += part) }, 'secret-token'));
  narrator.progress('running');
  for (const outcome of outcomes) narrator.outcome(outcome);
  narrator.end(outcomes);
  return text;
}

test('each check is a line, and what fails says what was seen and what to do; the token is never shown', () => {
  expect(written(createPlainNarrator)).toBe(`    running
✓ It answers (version 1)
✗ It is closed
    It let … in.
    Close it.
– A film is made (not looked at: there is no text)

1 holds, 1 fails, 1 not looked at
`);
});

test('as JSON each check is a line, and the numbers are the last', () => {
  const lines = written(createJsonNarrator).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { type: 'check', ...outcomes[0] },
    { type: 'check', ...outcomes[1], seen: 'It let … in.' },
    { type: 'check', ...outcomes[2] },
    { type: 'end', holds: 1, fails: 1, notLookedAt: 1 },
  ]);
});

test('a token is tampered with in its signature, by bits that count', () => {
  const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.MEUCIQDc-AAAA_kK2v';
  const other = tampered(token);
  expect(other.slice(0, token.lastIndexOf('.'))).toBe(token.slice(0, token.lastIndexOf('.')));
  const bytes = (text: string) => Buffer.from(text.split('.').at(-1) ?? '', 'base64url');
  expect(bytes(other).equals(bytes(token))).toBe(false);
  expect(tampered(tampered('reelwright_abc'))).not.toBe(tampered('reelwright_abc'));
});
