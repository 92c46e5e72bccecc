import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planBeats, SCENE_SECONDS, splitLong } from '#shared/agents/director/plan-beats.ts';
import { speechSeconds } from '#shared/language/speech-seconds.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import { makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';

const bare = (text: string): string => text.replace(/\s+/gu, '');

describe('planBeats', () => {
  test.each(Object.entries(FILMS))('says every word of %s in its order and no other', (_, spec) => {
    // Prepare
    const { script } = makeFilm(spec);

    // Act
    const beats = planBeats(script);

    // Assess
    const said = beats.map(({ narration }) => narration).join(' ');
    expect(bare(said)).toBe(bare(script.lines.map(({ text }) => text).join(' ')));
    for (const { narration } of beats)
      expect(speechSeconds(narration)).toBeLessThanOrEqual(SCENE_SECONDS.max);
  });

  test('any text is cut without losing a letter, and only a single word may be longer than a scene', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('the', 'of', '10,935 m', '深海は', 'und', '—', '“', '...', ','),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 120 }),
        fc.constantFrom('en', 'de', 'ja', 'und'),
        (pieces, language) => {
          const text = pieces.join(' ').trim();
          const parts = splitLong(text, language);
          expect(bare(parts.join(''))).toBe(bare(text));
          for (const part of parts) {
            if (speechSeconds(part) > SCENE_SECONDS.max) expect(splitLong(part, language)).toEqual([part]);
          }
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  test('a long sentence is cut where a clause ends', () => {
    // Act
    const parts = splitLong(
      'Obwohl kein Licht den Meeresboden erreicht, leben dort Tausende von Arten, die sich von herabsinkenden Resten ernähren und sehr langsam wachsen.',
      'de',
    );

    // Assess
    expect(parts).toEqual([
      'Obwohl kein Licht den Meeresboden erreicht, leben dort Tausende von Arten,',
      'die sich von herabsinkenden Resten ernähren und sehr langsam wachsen.',
    ]);
  });

  test('lines that are parts of one sentence are put together before the cut, and each scene names its lines', () => {
    // Prepare
    const { script } = makeFilm({
      title: 'T',
      language: 'en',
      lines: ['A hook that stands alone.', 'x', 'y', 'The end of it all is here.'],
    });
    const parts = [
      'The share of the sea floor that has been mapped in detail grew from 6 %',
      'in 2017 to 26 % in 2024.',
    ];
    const lines = script.lines.map((line, index) => {
      const text = parts[index - 1];
      return text === undefined ? line : { ...line, text, facts: ['f1'] };
    });

    // Act
    const beats = planBeats({ ...script, lines });

    // Assess
    expect(beats.map(({ narration }) => narration)).not.toContain(parts[1]);
    expect(beats.flatMap((beat) => beat.lines.map(({ id }) => id))).toEqual(
      expect.arrayContaining(['l0', 'l1', 'l2', 'l3']),
    );
  });

  test('very short lines share a scene, but never across chapters and never with a hook that can stand alone', () => {
    // Prepare
    const { script } = makeFilm({
      title: 'T',
      language: 'en',
      lines: [
        'Why do cats purr at all?',
        'Nobody knows.',
        'They purr when they are content.',
        { text: 'They heal.', chapter: 'Health' },
        { text: 'Bones grow faster near a purring cat.', chapter: 'Health' },
      ],
    });

    // Act
    const beats = planBeats(script);

    // Assess
    expect(beats.map(({ narration, chapter }) => [narration, chapter])).toEqual([
      ['Why do cats purr at all?', undefined],
      ['Nobody knows. They purr when they are content.', undefined],
      ['They heal. Bones grow faster near a purring cat.', 'Health'],
    ]);
  });

  test('a value and its date share a scene, however the writer cut the sentence', () => {
    // Prepare
    const { script } = makeFilm({ title: 'T', language: 'en', lines: ['x', 'y'] });
    const parts = [
      'The price rose from $1.20 a pound',
      'in 2019 to $4.30 a pound in February 2025, the highest ever.',
    ];
    const lines = script.lines.map((line, index) => ({ ...line, text: parts[index] ?? '', facts: ['f1'] }));

    // Act
    const beats = planBeats({ ...script, lines });

    // Assess
    for (const { narration } of beats) expect(narration).not.toMatch(/^in |pound$/u);
  });

  test('two speakers share no scene, and a lead-in begins one', () => {
    // Prepare
    const { script } = makeFilm({
      title: 'T',
      language: 'en',
      lines: [
        'Is it late?',
        'Never. I am asleep by ten.',
        'You should.',
        'It goes at midnight.',
        'The dog barks loudly at night.',
        'Done: book the hall.',
        'To do: call Ben.',
      ],
    });
    const speakers: Record<string, string> = { l0: 'Anna', l1: 'Ben', l2: 'Anna', l3: 'Anna' };

    // Act
    const beats = planBeats(script, ({ id }) => speakers[id]);

    // Assess
    expect(beats.map(({ narration }) => narration)).toEqual([
      'Is it late?',
      'Never. I am asleep by ten.',
      'You should. It goes at midnight.',
      'The dog barks loudly at night.',
      'Done: book the hall.',
      'To do: call Ben.',
    ]);
  });
});
