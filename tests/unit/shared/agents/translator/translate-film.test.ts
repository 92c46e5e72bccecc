import { describe, expect, it } from 'vitest';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import { researchDocument } from '#shared/agents/researcher/research-document.ts';
import { type TranslatedFilm, translateFilm } from '#shared/agents/translator/translate-film.ts';
import { Script } from '#shared/domain/script.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { fakeRef } from '#tests/unit/shared/agents/director/make-film.ts';
import { readDocument } from '#tests/unit/shared/agents/reader/read-document.ts';
import { write } from '#tests/unit/shared/agents/writer/write.ts';

const ENGLISH = `# The arithmetic of honey

A single jar of honey takes about two million flowers. To fill it, the bees of a hive fly some 90,000 kilometres, more than twice around the Earth. A bee visits 100 flowers on each trip.

## How they find the way

When a bee has found good flowers, she comes home and dances. The angle of her dance on the comb shows the direction to the flowers. In 1973 Karl von Frisch received the Nobel Prize for reading it.

## Why it matters

A third of our food needs bees. A summer bee lives only about six weeks. She never sees the winter that she works for.
`;
const GERMAN = `# Die Arithmetik des Honigs

Für ein einziges Glas Honig braucht es rund zwei Millionen Blüten. Um es zu füllen, fliegen die Bienen eines Stocks etwa 90.000 Kilometer, mehr als zweimal um die Erde. Auf jedem Flug besucht eine Biene 100 Blüten.

## Wie sie den Weg finden

Hat eine Biene gute Blüten gefunden, kommt sie heim und tanzt. Der Winkel ihres Tanzes auf der Wabe zeigt die Richtung zu den Blüten. 1973 erhielt Karl von Frisch den Nobelpreis dafür, dass er ihn lesen konnte.

## Warum das wichtig ist

Ein Drittel unserer Nahrung braucht Bienen. Eine Sommerbiene lebt nur etwa sechs Wochen. Den Winter, für den sie arbeitet, sieht sie nie.
`;
const OTHER = `# Der Himmel

Warum ist der Himmel blau? Licht besteht aus vielen Farben, und die Luft streut sie verschieden stark, am stärksten das Blau.

Am Abend ist der Weg des Lichts länger. 1871 erklärte Lord Rayleigh das. Auf dem Mars ist es umgekehrt, dort sind 687 Tage ein Jahr.
`;
const image = { name: 'bee.png', ref: fakeRef('bee.png'), alt: 'A bee on a flower' };

async function translated(text: string, seconds = 40): Promise<{ first: Storyboard; film: TranslatedFilm }> {
  const { document: plain, script } = await write(ENGLISH, { seconds });
  const document = { ...plain, images: [image] };
  const research = await researchDocument(document);
  const first = await makeStoryboard(script, research, document, 1);
  const german = await readDocument(text, { format: 'markdown', name: 'de.md', language: 'de' });
  const other = { ...german, images: [{ ...image, alt: 'Eine Biene auf einer Blüte' }] };
  const film = await translateFilm(
    { script, storyboard: first, research, document },
    { document: other, research: await researchDocument(other) },
    1,
  );
  return { first, film };
}

describe('a film in another language', () => {
  it('says the sentences that stand for the first ones, scene by scene, under the title and chapters of its text', async () => {
    const { first, film } = await translated(GERMAN);
    const said = (storyboard: Storyboard, words: string) =>
      storyboard.scenes.findIndex(({ narration }) => narration.includes(words));
    expect(Storyboard.parse(film.storyboard).title).toBe('Die Arithmetik des Honigs');
    expect(Script.parse(film.script).language).toBe('de');
    expect(film.storyboard.scenes).toHaveLength(first.scenes.length);
    expect(said(film.storyboard, 'Millionen Blüten')).toBe(said(first, 'million flowers'));
    expect(said(film.storyboard, 'Winkel ihres Tanzes')).toBe(said(first, 'angle of her dance'));
    expect(said(film.storyboard, 'sechs Wochen')).toBe(said(first, 'six weeks'));
    const chapters = film.storyboard.scenes.flatMap(({ chapter }) => chapter ?? []);
    expect(chapters).toContain('Wie sie den Weg finden');
    expect(film.confidence).toBeGreaterThan(0.6);
  });

  it('keeps pictures in their places and shows no word of the first language', async () => {
    const { first, film } = await translated(GERMAN);
    const at = first.scenes.findIndex(({ visual }) => visual.kind === 'picture');
    expect(film.storyboard.scenes[at]?.visual).toEqual({
      kind: 'picture',
      image: image.ref,
      caption: 'Eine Biene auf einer Blüte',
    });
    const shown = JSON.stringify(film.storyboard.scenes.map(({ visual }) => visual));
    expect(shown).not.toMatch(/\b(?:the|bee|flowers|weeks|honey)\b/iu);
  });

  it('loses no sentence where one scene says a part of it', async () => {
    const { film } = await translated(GERMAN, 60);
    const text = film.storyboard.scenes.map(({ narration }) => narration).join(' ');
    for (const sentence of GERMAN.match(/[^\n#.]+\./gu) ?? []) expect(text).toContain(sentence.trim());
  });

  it('is refused where the text is another one', async () => {
    await expect(translated(OTHER)).rejects.toMatchObject({
      code: 'BRIEF_INVALID',
      message: expect.stringContaining('does not fit'),
    });
  });
});
