import { describe, expect, it } from 'vitest';
import { textOf, write } from '#tests/unit/shared/agents/writer/write.ts';

const CASES = [
  {
    name: 'biography.md',
    from: 'This was unusual for a girl of her time.',
    to: 'Her tutors were strict and well chosen.',
  },
  { name: 'news.md', from: 'The cabins leave every 25 seconds', to: 'The cabins start every 20 seconds' },
  {
    name: 'german.md',
    from: 'Zeitungen nannten das Netz bald „Wood Wide Web“.',
    to: 'Bald sprach die ganze Welt davon.',
  },
  { name: 'spanish.md', from: 'Esta agua riega huertos', to: 'Esta agua llena pozos' },
] as const;

describe('editing one sentence of a text that the film covers', () => {
  it.each(CASES)('leaves all other lines as they were: $name', async ({ name, from, to }) => {
    const text = textOf(name);
    expect(text).toContain(from);
    const before = (await write(text, { seconds: 300, name })).script.lines.map((line) => line.text);
    const after = (await write(text.replace(from, to), { seconds: 300, name })).script.lines.map(
      (line) => line.text,
    );
    const kept = before.filter((line) => after.includes(line));
    const changed = before.filter((line) => !after.includes(line));
    expect(after.filter((line) => before.includes(line))).toEqual(kept);
    expect(changed.length).toBeLessThanOrEqual(2);
    expect(changed.join(' ')).toContain(from.slice(0, 20));
  });

  it('gives the same script for the same text', async () => {
    const first = await write(textOf('prose.md'), { seconds: 40 });
    expect((await write(textOf('prose.md'), { seconds: 40 })).script).toEqual(first.script);
  });

  it.each(['biography.md', 'news.md', 'prose.md', 'notes.md', 'recipe.txt'] as const)(
    'keeps every line of every other sentence when one word is another: %s',
    async (name) => {
      const text = textOf(name);
      const lines = async (of: string) =>
        (await write(of, { seconds: 600, name })).script.lines.map((line) => line.text);
      const before = await lines(text);
      const words = [...text.matchAll(/(?<= )[a-z]{4,}(?= )/gu)];
      const step = Math.ceil(words.length / 8);
      for (const word of words.filter((_, index) => index % step === 0)) {
        const edited = `${text.slice(0, word.index)}bright${text.slice(word.index + word[0].length)}`;
        const after = new Set(await lines(edited));
        const lost = before.filter((line) => !after.has(line));
        // A sentence is at most a few lines, and all that is lost is of the sentence that was edited.
        expect(lost.length, word[0]).toBeLessThanOrEqual(3);
        const places = lost.map((line) => before.indexOf(line));
        expect(Math.max(...places) - Math.min(...places), word[0]).toBeLessThanOrEqual(2);
      }
    },
  );
});
