import { describe, expect, test } from 'vitest';
import { moderateScript } from '#shared/agents/moderator/moderate-script.ts';
import { MOST_FINDINGS, Moderation } from '#shared/agents/moderator/moderation.ts';
import type { Script } from '#shared/domain/script.ts';
import { makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';
import { DISGUISED, HARMFUL, HARMLESS } from '#tests/unit/shared/agents/moderator/cases.ts';

const script = (language: string, lines: readonly string[], title = 'A film'): Script =>
  makeFilm({ title, language, lines: [...lines] }).script;

/** Words that nobody should have to read here either. */
const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
const SLUR = decoded('bmlnZ2Vycw==');
const EXPLICIT = decoded('Ymxvd2pvYg==');

describe('moderateScript', () => {
  test.each(HARMLESS)('%s (%s) becomes a film', (_, language, lines) => {
    const { findings, allowed } = Moderation.parse(moderateScript(script(language, lines)));
    expect(findings.filter(({ severity }) => severity === 'block')).toEqual([]);
    expect(allowed).toBe(true);
  });

  test.each(HARMFUL)('%s (%s) is stopped: %s', (category, language, lines) => {
    const { allowed, findings, notice } = Moderation.parse(moderateScript(script(language, lines)));
    expect(allowed).toBe(false);
    expect(findings[0]).toMatchObject({ category, severity: 'block' });
    expect(notice).toBeDefined();
  });

  test.each(DISGUISED)('reads through the disguise “%s”', (text) => {
    expect(moderateScript(script('en', [text])).allowed).toBe(false);
  });

  test('a text in a language without a list is held against all lists', () => {
    expect(moderateScript(script('nl', ['So baust du eine Rohrbombe.'])).allowed).toBe(false);
    expect(moderateScript(script('und', ['Mort aux juifs.'])).allowed).toBe(false);
  });

  test('the title is judged like a line, and names itself', () => {
    const { findings } = moderateScript(script('en', ['A quiet start.'], 'How to make a pipe bomb'));
    expect(findings).toEqual([{ category: 'weapons', line: 'title', severity: 'block' }]);
  });

  test('a slur alone is flagged; with a call against those it means it stops the film; nobody has to read it', () => {
    // Act
    const alone = moderateScript(script('en', [`The sign in the window read “no ${SLUR}”.`]));
    const call = moderateScript(script('en', [`Kill all ${SLUR}.`]));

    // Assess
    expect(alone).toMatchObject({ allowed: true, findings: [{ category: 'hate', severity: 'flag' }] });
    expect(call.allowed).toBe(false);
    expect(call.notice?.toLowerCase()).not.toContain(SLUR);
  });

  test('one explicit word is flagged, a second line of them stops the film', () => {
    const line = (at: number) => `Sentence ${at} of the affair was about a ${EXPLICIT}.`;
    expect(moderateScript(script('en', [line(1)])).allowed).toBe(true);
    expect(moderateScript(script('en', [line(1), 'Something else.', line(2)])).allowed).toBe(false);
  });

  test('hands on at most twenty findings, those that stop the film first', () => {
    // Prepare
    const mails = Array.from({ length: 40 }, (_, at) => `Write to person${at}@example.org today.`);

    // Act
    const { findings, allowed } = moderateScript(
      script('en', [...mails, 'Her card is 4111 1111 1111 1111.']),
    );

    // Assess
    expect(findings).toHaveLength(MOST_FINDINGS);
    expect(findings[0]).toEqual({ category: 'personal-data', line: 'l40', severity: 'block' });
    expect(allowed).toBe(false);
  });

  test('a clean script has no finding and no notice', () => {
    expect(moderateScript(script('en', ['The sea is deep.', 'It is also cold.']))).toEqual({
      allowed: true,
      findings: [],
    });
  });

  test('hostile text neither crashes nor stalls it', () => {
    const texts = [
      'a '.repeat(20_000),
      '4'.repeat(20_000),
      '\u202e\u0000\ud800',
      'é'.repeat(5_000),
      '@$!|'.repeat(5_000),
      '+1 '.repeat(5_000),
    ];
    for (const text of texts) expect(() => moderateScript(script('en', [`x ${text}`]))).not.toThrow();
  });
});
