import { describe, expect, test } from 'vitest';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import { proposeVisuals } from '#shared/agents/director/propose-visuals.ts';
import { gatherMatter } from '#shared/agents/director/scene-matter.ts';
import { matchScore } from '#shared/agents/screen/match-score.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import { wordTagger } from '#shared/language/word-kinds.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import { makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';
import { write } from '#tests/unit/shared/agents/writer/write.ts';

/** All that a scene that says the sentence may show, best first. */
async function shown(language: string, text: string): Promise<Visual[]> {
  const { script, research, document } = makeFilm({ title: 'T', language, lines: [text] });
  const beats = [{ narration: text, lines: script.lines }];
  const [matter] = gatherMatter(beats, language, research, document, await wordTagger(language));
  return matter ? proposeVisuals(matter, 1).map(({ visual }) => visual) : [];
}

async function scenesOf(text: string, name = 'text.md') {
  const { document, research, script } = await write(text, { seconds: 300, name });
  return (await makeStoryboard(script, research, document, 1)).scenes;
}

const textOf = (visual: Visual | undefined): string =>
  visual?.kind === 'statement' ? visual.text : `(${visual?.kind})`;

describe('a card makes sense to somebody who has not heard the sentence', () => {
  test.each([
    ['en', 'The red light does not blind your partner.', 'The red light does not blind your partner'],
    ['en', 'Snow fell in New England in June.', 'Snow fell in New England in June'],
    ['en', 'But coffee gives you no energy at all.', 'Coffee gives you no energy at all'],
    [
      'en',
      'Its first project is a robot that removes fishing nets from the sea floor.',
      'A robot that removes fishing nets from the sea floor',
    ],
    [
      'en',
      'Book the ticket online, or you will wait two hours.',
      'Book the ticket online, or you will wait two hours',
    ],
    [
      'de',
      'Forscher züchten nun Korallen, die mehr Wärme vertragen.',
      'Forscher züchten nun Korallen, die mehr Wärme vertragen',
    ],
    [
      'de',
      'Eine Schule, die ihre Arbeit nach Hause schickt, gibt die Verantwortung ab.',
      'Eine Schule gibt die Verantwortung ab',
    ],
    [
      'de',
      'Mit einer halben Stunde Arbeit kommt es gut durch den Winter.',
      'Mit einer halben Stunde Arbeit kommt es gut durch den Winter',
    ],
    [
      'fr',
      'Les couvreurs-zinguiers les réparent à la main, comme leurs grands-pères.',
      'Les couvreurs-zinguiers les réparent à la main',
    ],
    ['ja', '一枚の値段は、そば一杯とほぼ同じでした。', 'そば一杯とほぼ同じ'],
    ['ar', 'في القرن السادس عشر افتتح أول مقهى في إسطنبول.', 'أول مقهى في إسطنبول'],
  ])('%s: of “%s” it is “%s”', async (language, text, wanted) => {
    const [first] = await shown(language, text);
    expect(textOf(first)).toBe(wanted);
  });

  test.each([
    ['en', 'In 1937 she fled from her first husband, an arms dealer, and sailed to America.'],
    ['en', 'After about 45 minutes, most of the caffeine from a cup is in your blood.'],
    ['de', 'Korallen leben mit winzigen Algen zusammen, die ihnen Farbe und Nahrung geben.'],
    ['de', 'Wird das Wasser zu warm, stoßen sie die Algen ab und bleichen aus.'],
    ['de', 'Eine Studie mit 18.000 Schülern fand keinen Zusammenhang zwischen der Menge und den Noten.'],
  ])('%s: nothing torn from “%s” is its best card', async (language, text) => {
    const [first] = await shown(language, text);
    expect(textOf(first)).not.toMatch(/^(?:An arms dealer|Your blood|Die ihnen|Stoßen|18\.000 Schülern)/u);
  });

  test('a sentence that leans on the one beside it does not stand for both', async () => {
    const [first] = await shown('en', 'So does the decision to change one’s life. Children learn it first.');
    expect(textOf(first)).not.toBe('Children learn it first');
  });
});

describe('what is enumerated, done or set against something else is shown so', () => {
  test.each([
    [
      'en',
      'Turn the plant upside down, tap the rim and let it slide out.',
      ['Turn the plant upside down', 'Tap the rim', 'Let it slide out'],
    ],
    [
      'de',
      'Reinige die Kette mit einem Lappen und öle sie mit einem zähen Öl.',
      ['Reinige die Kette mit einem Lappen', 'Öle sie mit einem zähen Öl'],
    ],
    [
      'en',
      'Add the garlic and the cumin and stir for 1 minute.',
      ['Add the garlic and the cumin', 'Stir for 1 minute'],
    ],
    [
      'ja',
      '版元が企画を立て、絵師が下絵を描き、彫師が版木を彫ります。',
      ['版元が企画を立て', '絵師が下絵を描き', '彫師が版木を彫ります'],
    ],
    ['de', 'Korallen brauchen Licht, Wärme und klares Wasser.', ['Licht', 'Wärme', 'Klares Wasser']],
  ])('%s: “%s”', async (language, text, items) => {
    expect((await shown(language, text))[0]).toMatchObject({ kind: 'list', items });
  });

  test.each([
    ['en', 'About 110,000 people took the train last year, 30 percent more than the year before.'],
    ['fr', 'Il est léger, bon marché et dure une centaine d’années.'],
    ['de', 'Wird das Wasser zu warm, stoßen sie die Algen ab und bleichen aus.'],
    ['en', 'Opposition politicians criticised the plan and called the subsidy a gift to tourists.'],
  ])('%s: no list or map of nouns in “%s”', async (language, text) => {
    const kinds = (await shown(language, text)).map(({ kind }) => kind);
    expect(kinds).not.toContain('list');
    expect(kinds).not.toContain('terms');
  });

  test('two clauses about two things stand side by side', async () => {
    const [first] = await shown('en', 'The fox laughed, but the owl did not.');
    expect(first).toMatchObject({
      kind: 'comparison',
      sides: [
        { label: 'The fox', points: ['Laughed'] },
        { label: 'The owl', points: ['Did not'] },
      ],
    });
  });

  test('points of a list that are said one a scene build up', async () => {
    const scenes = await scenesOf(
      '# Dormir\n\nCon algunos trucos se puede dormir mejor.\n\n- Cierra las persianas durante todo el día.\n- Abre las ventanas del dormitorio de madrugada.\n- Dúchate con agua tibia antes de acostarte.\n\nEl calor se queda fuera de la casa.',
    );
    const lists = scenes.flatMap(({ visual }) => (visual.kind === 'list' ? [visual.items.length] : []));
    expect(Math.max(0, ...lists)).toBeGreaterThanOrEqual(2);
    for (const { match } of scenes) expect(match).toBeGreaterThanOrEqual(0.5);
  });
});

describe('a figure is read in the order in which it is said', () => {
  test.each([
    ['de', 'Ein Riff wächst etwa 1 cm im Jahr.', 'Ein Riff wächst', true],
    ['en', 'Over 12,000 people came.', 'people came', undefined],
  ])('%s: “%s”', async (language, text, label, leads) => {
    const number = (await shown(language, text)).find(({ kind }) => kind === 'number');
    expect(number).toMatchObject({ label });
    expect(number?.kind === 'number' && number.leads).toBe(leads);
  });

  test.each([
    ['fr', 'Il faudrait 300 apprentis de plus chaque année.', ['300 · apprentis de plus']],
    ['es', 'Ahora el tren tarda 35 minutos de Malmö a Copenhague.', []],
    ['fr', 'Environ 80 % d’entre eux sont couverts de zinc.', []],
    ['en', 'Sleep training improved memory modestly over three months.', []],
  ])('%s: “%s”', async (language, text, wanted) => {
    const numbers = (await shown(language, text)).flatMap((visual) =>
      visual.kind === 'number' ? [`${visual.display} · ${visual.label}`] : [],
    );
    expect(numbers).toEqual(wanted);
  });
});

describe('who speaks is named', () => {
  test('behind the quotation, with what somebody is', async () => {
    const scenes = await scenesOf(
      '# Train\n\nThe night train was saved on Tuesday.\n\n"People want to sleep on the way, not queue at an airport," said transport minister Anna Lindqvist.\n\nTickets are sold from May.',
    );
    const quote = scenes.find(({ visual }) => visual.kind === 'quote');
    expect(quote?.visual).toMatchObject({ source: 'Transport minister Anna Lindqvist' });
  });

  test('at every turn of a dialogue, however short', async () => {
    const scenes = await scenesOf(
      'The bus\n\nMARA: Is this the stop for the last bus?\nTOM: It was. It left ten minutes ago.\nMARA: So how do you get home?\nTOM: I sit here every night.\nMARA: What happened?\nTOM: I walked in the rain.',
      'bus.txt',
    );
    const between = scenes.slice(1, -1);
    expect(between.length).toBeGreaterThanOrEqual(3);
    for (const { visual } of between) expect(visual).toMatchObject({ kind: 'quote' });
  });
});

test('the end card closes with the last sentence or with none, never with a noun of it', async () => {
  const scenes = await scenesOf(
    '# Lamarr\n\nShe was an actress in Hollywood.\n\nShe had an idea in 1941.\n\nNobody listened to her at all.\n\nIt stayed in a drawer for years.\n\nIt is at work in every phone.\n\nWet feet are the most common cause of rotten roots.',
  );
  expect(scenes.at(-1)?.visual).toMatchObject({
    kind: 'end',
    line: 'Wet feet are the most common cause of rotten roots',
  });
});

test('pictures fit their own scenes and not those of others', async () => {
  const own: number[] = [];
  const others: number[] = [];
  const wordless = new Set(['title', 'end', 'chapter', 'picture', 'collage', 'code']);
  for (const spec of [FILMS.deepSea, FILMS.coffee, FILMS.curie, FILMS.energiewende]) {
    const { script, research, document } = makeFilm(spec);
    const { scenes, language } = await makeStoryboard(script, research, document, 1);
    for (const [at, { visual, match = 0 }] of scenes.entries()) {
      if (wordless.has(visual.kind)) continue;
      own.push(match);
      for (const [index, { narration }] of scenes.entries())
        if (index !== at) others.push(matchScore(visual, narration, language));
    }
  }
  const mean = (scores: readonly number[]) => scores.reduce((sum, score) => sum + score, 0) / scores.length;
  expect(Math.min(...own)).toBeGreaterThanOrEqual(0.5);
  expect(mean(others)).toBeLessThan(0.15);
});
