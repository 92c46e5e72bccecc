import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placedSentences } from '#shared/agents/researcher/flatten.ts';
import { ScriptLine } from '#shared/domain/script.ts';
import { speakingSeconds } from '#shared/language/pace.ts';
import { splitWords } from '#shared/language/words.ts';
import { TEXTS, textOf, write } from '#tests/unit/shared/agents/writer/write.ts';

type Written = Awaited<ReturnType<typeof write>>;

/** Whether all of `words` occur in `text` in their order; case aside, because a new first word gets a capital. */
function inOrder(words: readonly string[], text: string): boolean {
  let from = 0;
  const lower = text.toLowerCase();
  return words.every((word) => {
    const at = lower.indexOf(word.toLowerCase(), from);
    from = at + word.length;
    return at >= 0;
  });
}

/** What must hold for every script of every text. */
function assess({ document, research, script }: Written) {
  const said = new Map(placedSentences(document).map(({ id, text }) => [id, text]));
  const facts = new Map(research.facts.map((fact) => [fact.id, fact]));
  for (const line of script.lines) {
    ScriptLine.parse(line);
    // A table is told beside a sentence, and a list by all its items: the statements are what the line says.
    const statements = line.facts.filter((id) => facts.get(id)?.kind === 'statement');
    const cited = statements.flatMap((id) => facts.get(id)?.sentences ?? []).map((id) => said.get(id));
    expect(cited.length).toBeGreaterThan(0);
    expect(inOrder(splitWords(line.text), cited.join(' ')), `${line.text} ← ${cited.join(' ')}`).toBe(true);
    expect(speakingSeconds(line.text, 165), line.text).toBeLessThan(9);
  }
  const texts = script.lines.map(({ text }) => text);
  expect(script.lines[0]?.role).toBe('hook');
  expect(script.estimatedSeconds).toBeGreaterThan(0);
  return texts;
}

describe('a script', () => {
  it.each(TEXTS.flatMap((name) => [12, 30, 60].map((seconds) => ({ name, seconds }))))(
    'says only words of the sentences it cites, in their order, and nothing twice: $name in $seconds s',
    async ({ name, seconds }) => {
      const texts = assess(await write(textOf(name), { seconds, name }));
      expect(new Set(texts).size).toBe(texts.length);
    },
  );

  it('says only cited words of any text in any script', async () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }),
      fc.constantFrom('However,', 'it', '(aside)', '10,935 m', '“who?”', 'and', '海は', '!', '…'),
    );
    const sentence = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => `${words.join(' ')}.`);
    const text = fc
      .array(sentence, { minLength: 1, maxLength: 14 })
      .map((all) => `Three plain words. ${all.join(' ')}`);
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 5, max: 60 }), async (hostile, seconds) => {
        assess(await write(hostile, { seconds, name: 'text.txt' }));
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});
