import { describe, expect, test } from 'vitest';
import { proposeVisuals } from '#shared/agents/director/propose-visuals.ts';
import { gatherMatter } from '#shared/agents/director/scene-matter.ts';
import { findDistortion } from '#shared/agents/screen/find-distortion.ts';
import { wordTagger } from '#shared/language/word-kinds.ts';
import { makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';

/** All that a scene that says the sentence may show: figures with labels, lists, maps of terms; statements are apart. */
async function displays(language: string, text: string) {
  const { script, research, document } = makeFilm({ title: 'T', language, lines: [text] });
  const beat = { narration: text, lines: script.lines };
  const [matter] = gatherMatter([beat], language, research, document, await wordTagger(language));
  const proposals = matter ? proposeVisuals(matter, 1) : [];
  return {
    numbers: proposals.flatMap(({ visual }) =>
      visual.kind === 'number' ? [`${visual.display} · ${visual.label}`] : [],
    ),
    lists: proposals.flatMap(({ visual }) => (visual.kind === 'list' ? [visual.items.join(' | ')] : [])),
    maps: proposals.filter(({ visual }) => visual.kind === 'terms'),
    statements: proposals.flatMap(({ visual }) => (visual.kind === 'statement' ? [visual.text] : [])),
    distorted: proposals.filter(({ visual }) => findDistortion(visual, text, language) !== undefined),
  };
}

describe('a figure on the screen is whole and says what it counts', () => {
  test.each([
    [
      'en',
      'Fewer than 5 of 1,000 patients died, they said on 12 May 2024.',
      ['Fewer than 5 of 1,000 · patients died'],
    ],
    ['en', 'Power was two and a half times as expensive as in the north.', []],
    ['en', 'He received two and a half million dollars.', []],
    ['en', 'Talks resume at 9:30 a.m. on Thursday.', []],
    ['en', 'The ship struck the iceberg at 23:40.', []],
    ['en', 'USB-C charging in 2 h 40 min', ['2 h 40 min · USB-C charging']],
    ['en', 'Email us or call +44 20 7946 0958.', []],
    ['en', 'A barista earned £9.50 an hour in 2020.', ['£9.50 an hour · A barista earned']],
    ['ar', 'وخسرت التجارة العالمية نحو 9 مليارات دولار كل يوم.', []],
    ['en', 'She suffered a stroke and died in Amsterdam on 13 January 1717.', []],
    ['en', 'Use 2/3 of the flour.', ['2/3 · of the flour']],
    ['en', 'After 9/11 everything changed.', []],
    [
      'en',
      'Ridership has fallen by 62 percent since the strike began.',
      ['62 percent · Ridership has fallen'],
    ],
    ['de', 'Das Wasser wird in 60 Metern Tiefe entnommen und ist so sauber.', ['60 Metern · Tiefe']],
    ['en', 'Her portrait was printed on the 500 Deutsche Mark note in the 1990s.', []],
    ['en', 'The carbon fork saves 400 g over the first Kestrel.', ['400 g · The carbon fork saves']],
    ['en', 'At the age of 52, she sailed to Suriname.', []],
    ['en', 'Add the garlic and the cumin and stir for 1 minute.', []],
    ['en', 'Over 12,000 people came.', ['Over 12,000 · people came']],
    ['en', 'Its average depth is 3,682 metres.', ['3,682 metres · Average depth']],
    ['en', 'A bike that weighs only 13.4 kg and folds.', []],
    ['de', 'Die deutsche Brotkultur gehört seit 2014 zum Kulturerbe.', []],
    [
      'de',
      'Der Bodensee ist mit 536 Quadratkilometern der drittgrößte See.',
      ['536 Quadratkilometern · Der Bodensee'],
    ],
    ['es', 'El 42 % lo hace por motivos religiosos.', []],
    ['es', 'Cada año llegan más de 400.000 peregrinos.', ['Más de 400.000 · peregrinos']],
    ['fr', 'Le lac mesure 72 kilomètres de long.', ['72 kilomètres · Le lac']],
    ['ja', '深さは約10,935メートルで、最も深い。', ['10,935メートル · 深さ']],
    ['en', 'The share fell from 70 % to 20 %.', ['70 % → 20 % · The share fell']],
    ['en', 'Flour makes up 55% of the cost, labour 30% and rent 15%.', []],
    [
      'en',
      'The chamber puts the loss at up to 3 million euros.',
      ['up to 3 million euros · The chamber puts the loss'],
    ],
  ])('%s: %s', async (language, text, wanted) => {
    const { numbers, distorted } = await displays(language, text);
    expect(numbers).toEqual(wanted);
    expect(distorted).toEqual([]);
  });

  test('a number of three dimensions is shown with all of them or not at all', async () => {
    const { numbers } = await displays('en', 'Folded, the bike measures 62 × 58 × 29 cm.');
    for (const number of numbers) expect(number).toMatch(/^62 × 58 × 29 cm/);
  });
});

describe('a list or map shows what is so, never what is not', () => {
  test.each([
    ['en', 'The soup contains no nuts, eggs or milk.'],
    ['en', 'Not cats, dogs or birds but fish.'],
    ['en', 'Everything except nuts, eggs and milk is allowed.'],
    ['en', 'It is made of oats instead of wheat, rye or barley.'],
    ['en', 'It eats neither grass, leaves nor fruit.'],
    ['de', 'Die Suppe enthält weder Nüsse, Eier noch Milch.'],
    ['de', 'Die Suppe enthält keine Nüsse, Eier oder Milch.'],
    ['es', 'La sopa se hace sin nueces, huevos ni leche.'],
    ['fr', 'La soupe ne contient pas de noix, d’œufs ou de lait.'],
    ['en', 'If you add salt, pepper and chilli, it is hot.'],
    ['en', 'Critics claim that cats, dogs and birds can read.'],
    ['en', 'They had two daughters, Johanna Helena and Dorothea Maria.'],
    ['en', 'On Monday, Anna and Ben left.'],
    ['en', 'Flour makes up 55% of the cost, labour 30% and rent 15%.'],
  ])('%s: no list of “%s”', async (language, text) => {
    const { lists, maps, distorted } = await displays(language, text);
    expect(lists).toEqual([]);
    expect(/Flour|daughters|Monday/.test(text) ? [] : maps).toEqual([]);
    expect(distorted).toEqual([]);
  });

  test('a counted noun is no item beside those that it counts', async () => {
    const { lists } = await displays('en', 'Her three children, Tom, Ann and Bob, moved to Leeds.');
    expect(lists).toEqual(['Tom | Ann | Bob']);
  });
});

describe('a condition, an attribution and a denial stay on the screen', () => {
  test.each([
    [
      'en',
      'Critics claim that the vaccine causes autism, but no study has ever found any link between them.',
      /^Critics claim.*but no study.*them$/,
    ],
    [
      'en',
      'If the dam breaks, forty thousand people will lose their homes in the valley below it.',
      /^If the dam.*below it$/,
    ],
    ['de', 'Angeblich trinken die Deutschen 8 Liter Kaffee am Tag.', /^Angeblich/],
    ['de', 'Wenn der Damm bricht, verlieren 40.000 Menschen ihr Zuhause.', /^Wenn der Damm.*Zuhause$/],
    ['en', 'Many people believe that bats are blind.', /^Many people believe/],
    ['en', 'He denied that he had stolen it.', /denied/],
  ])('%s: a clause of “%s” never stands alone', async (language, text, whole) => {
    const { statements, numbers, lists, maps, distorted } = await displays(language, text);
    for (const statement of statements.filter((each) => each.split(' ').length > 2))
      expect(statement).toMatch(whole);
    expect(statements[0]).toMatch(whole);
    expect([...numbers, ...lists, ...maps, ...distorted]).toEqual([]);
  });

  test('a sentence that is too long to stand as a whole gives the name of its topic and no claim', async () => {
    const text =
      'It is a myth that we use only ten percent of our brains, as scientists at the university of Bonn showed.';
    const { statements, numbers, maps } = await displays('en', text);
    expect([...numbers, ...maps]).toEqual([]);
    for (const statement of statements) expect(statement.split(' ').length).toBeLessThanOrEqual(2);
  });

  test('what another scene says of the sentence counts as well', () => {
    const around = 'If the dam breaks,';
    const visual = { kind: 'number' as const, display: 'Forty thousand', label: 'people' };
    const narration = 'forty thousand people will lose their homes.';
    expect(findDistortion(visual, narration, 'en')).toBeUndefined();
    expect(findDistortion(visual, narration, 'en', around)).toBe('meaning');
  });
});

test('a statement is never cut before what its verb needs', async () => {
  const { statements } = await displays(
    'en',
    'About two thirds of the people of Bangladesh depend at least partly on rice grown in the delta of the great rivers.',
  );
  for (const statement of statements) expect(statement).not.toMatch(/(?:at least|partly|depend|on)$/);
});

test('a list of the source whose heading denies its items is not shown without the heading', async () => {
  // Prepare
  const fact = {
    kind: 'list' as const,
    heading: 'What you should never ever give to your dog at home:',
    items: ['Chocolate', 'Grapes', 'Onions'],
  };
  const text = 'Chocolate. Grapes and onions as well.';
  const { script, research, document } = makeFilm({ title: 'T', language: 'en', lines: [{ text, fact }] });

  // Act
  const [matter] = gatherMatter([{ narration: text, lines: script.lines }], 'en', research, document);

  // Assess
  expect(matter && proposeVisuals(matter, 1).filter(({ visual }) => visual.kind === 'list')).toEqual([]);
});
