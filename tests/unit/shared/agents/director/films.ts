import type { FilmSpec } from '#tests/unit/shared/agents/director/make-film.ts';

/** Films on many subjects, written by hand as the writer would write them. */
export const FILMS = {
  deepSea: {
    title: 'The deep sea',
    language: 'en',
    origin: 'briefs/deep-sea.md',
    terms: ['pressure', 'light', 'marine snow', 'vents', 'bacteria', 'tube worms'],
    entities: ['Challenger Deep', 'Jacques Piccard', 'Don Walsh', 'Pacific'],
    images: [
      { name: 'anglerfish.png', alt: 'An anglerfish with its glowing lure' },
      { name: 'IMG_0042.png', alt: 'A black smoker' },
    ],
    tables: [
      {
        kind: 'series',
        title: 'Share of sunlight by depth',
        unit: '%',
        shape: 'categories',
        points: [
          { label: '0 m', value: 100 },
          { label: '10 m', value: 45 },
          { label: '100 m', value: 1 },
        ],
      },
    ],
    lines: [
      'Most of our planet has never seen the sun.',
      {
        text: 'The deepest known point, the Challenger Deep, lies 10,935 m below the surface of the Pacific.',
        chapter: 'A dark world',
        fact: {
          kind: 'number',
          display: '10,935 m',
          value: 10935,
          unit: 'm',
          label: 'below the surface of the Pacific',
        },
      },
      {
        text: 'At 100 m, only one hundredth of the sunlight is left, and at 1,000 m there is none at all.',
        chapter: 'A dark world',
      },
      {
        text: 'The pressure there is more than a thousand times that at the surface, enough to crush a submarine like a can.',
        chapter: 'A dark world',
      },
      {
        text: 'The ocean has five layers: the sunlight zone, the twilight zone, the midnight zone, the abyss and the trenches.',
        chapter: 'A dark world',
      },
      {
        text: 'An anglerfish lures its prey with a glowing lantern on its head.',
        chapter: 'Life without light',
      },
      {
        text: 'Almost everything that lives down there feeds on marine snow, a slow rain of dead plankton from above.',
        chapter: 'Life without light',
      },
      {
        text: 'Around hot vents, bacteria turn sulphur into food for tube worms, crabs and blind shrimp.',
        chapter: 'Life without light',
        picture: 'IMG_0042.png',
      },
      {
        text: 'In 1960, Jacques Piccard and Don Walsh became the first people to reach the bottom.',
        chapter: 'Going down',
      },
      {
        text: '“We know more about the surface of the Moon than about the floor of the ocean,” said the oceanographer Paul Snelgrove.',
        chapter: 'Going down',
        fact: {
          kind: 'quote',
          quote: 'We know more about the surface of the Moon than about the floor of the ocean',
          source: 'Paul Snelgrove',
        },
      },
      { text: 'Less than a quarter of the sea floor has been mapped in detail.', chapter: 'Going down' },
      { text: 'The largest habitat on Earth is still waiting for us.', chapter: 'Going down' },
    ],
  },
  coffee: {
    title: 'How coffee conquered the world',
    language: 'en',
    origin: 'https://www.example.org/coffee',
    terms: ['coffee', 'beans', 'caffeine', 'roasting'],
    entities: ['Brazil', 'Vietnam', 'Ethiopia', 'Colombia'],
    lines: [
      'About 2.25 billion cups of coffee are drunk every day.',
      'Legend has it that a goatherd named Kaldi noticed his goats dancing after they had eaten red berries.',
      {
        text: 'Brazil grows 38 % of the world’s coffee, Vietnam 17 % and Colombia 8 %.',
        fact: {
          kind: 'series',
          title: 'Share of world coffee production',
          unit: '%',
          shape: 'categories',
          points: [
            { label: 'Brazil', value: 38 },
            { label: 'Vietnam', value: 17 },
            { label: 'Colombia', value: 8 },
          ],
        },
      },
      'A cup of filter coffee holds about 95 mg of caffeine, which blocks the signal that makes us tired.',
      'Roasting drives out water, browns the sugars and frees more than 800 aromas.',
      'To brew it well you need fresh beans, soft water, a grinder and patience.',
      'Water that is too hot makes it bitter.',
      'Drink it slowly.',
    ],
  },
  energiewende: {
    title: 'Strom aus Wind und Sonne',
    language: 'de',
    origin: 'energie.md',
    terms: ['Windräder', 'Solaranlagen', 'Speicher', 'Netze', 'Strom'],
    entities: ['Nordsee', 'Bayern', 'Deutschland'],
    lines: [
      'Der Wind schickt keine Rechnung.',
      {
        text: 'Der Anteil der erneuerbaren Energien am Strom stieg von 6 Prozent im Jahr 2000 auf 52 Prozent im Jahr 2023.',
        fact: {
          kind: 'series',
          title: 'Anteil der erneuerbaren Energien am Strom',
          unit: '%',
          shape: 'time',
          points: [
            { label: '2000', value: 6 },
            { label: '2010', value: 17 },
            { label: '2023', value: 52 },
          ],
        },
      },
      'Windräder in der Nordsee, Solaranlagen in Bayern und Speicher im ganzen Land müssen über Netze zusammenarbeiten.',
      'Ein einziges modernes Windrad versorgt rund 5.000 Haushalte, obwohl es nur an etwa 3.000 Stunden im Jahr unter voller Last läuft.',
      'Obwohl die Sonne nachts nicht scheint, liefern Speicher den Strom weiter, der mittags übrig bleibt und sonst verloren ginge.',
      'Man braucht Leitungen, Speicher und Geduld.',
      '„Die Sonne ist die Bank, die jeden Tag auszahlt“, sagt die Ingenieurin Maria Keller.',
      'Die Technik ist da, nun muss gebaut werden.',
    ],
  },
  axolotl: {
    title: 'El ajolote, el animal que vuelve a crecer',
    language: 'es',
    terms: ['ajolote', 'branquias', 'patas', 'corazón', 'lago'],
    entities: ['Xochimilco', 'México'],
    lines: [
      '¿Qué animal puede reconstruir su propio corazón?',
      'El ajolote, que vive en los canales de Xochimilco, regenera sus patas, su cola, su corazón y partes del cerebro.',
      'En 1998 había unos 6.000 ajolotes por kilómetro cuadrado; en 2014 quedaban solo 36.',
      'Los peces introducidos, como la carpa y la tilapia, se comen sus huevos y compiten por el alimento.',
      'Aunque respira con branquias, también puede tomar aire en la superficie del lago.',
      'Los científicos de México estudian sus genes para entender cómo sanan las heridas sin dejar cicatriz.',
      'Salvarlo es salvar el lago.',
    ],
  },
  bike: {
    title: 'La petite reine',
    language: 'fr',
    terms: ['vélo', 'chaîne', 'pédales', 'roues'],
    entities: ['Paris', 'Karl von Drais', 'Copenhague'],
    lines: [
      'Le vélo est la machine la plus efficace du monde.',
      'En 1817, Karl von Drais invente une machine à deux roues, sans pédales ni chaîne, pour remplacer les chevaux.',
      'À Copenhague, 62 % des habitants vont au travail à vélo, même en hiver.',
      'Un cycliste dépense cinq fois moins d’énergie qu’un marcheur pour parcourir la même distance.',
      'Il suffit d’un casque, d’une lumière et de bons freins pour partir.',
      'Et il ne fait aucun bruit.',
    ],
  },
  notes: {
    title: 'Sprint review',
    language: 'en',
    lines: [
      'Search is twice as fast.',
      'Login by passkey.',
      'Export to CSV, PDF and Excel.',
      'Fixed 41 bugs.',
      'Next: dark mode.',
    ],
  },
  pancakes: {
    title: 'Perfect pancakes',
    language: 'en',
    terms: ['flour', 'milk', 'eggs', 'butter', 'batter', 'pan'],
    images: [{ name: 'a.jpg' }, { name: 'b.jpg' }, { name: 'c.jpg' }],
    lines: [
      'Three ingredients are all you need.',
      {
        text: 'You need 200 g of flour, 300 ml of milk and two eggs.',
        fact: {
          kind: 'list',
          heading: 'Ingredients',
          items: ['200 g of flour', '300 ml of milk', 'two eggs'],
        },
      },
      'Whisk the flour with half of the milk until no lumps are left, then add the eggs and the rest of the milk.',
      'Let the batter rest for 30 minutes, so that the flour can swell and the pancakes stay soft.',
      'Heat a little butter in a heavy pan until it foams.',
      'Pour in a ladle of batter and turn the pan until the bottom is covered.',
      'After about a minute, when the edge comes off by itself, turn it over.',
      'Serve them with sugar and lemon.',
    ],
  },
  curie: {
    title: 'Marie Curie',
    language: 'en',
    entities: ['Marie Curie', 'Warsaw', 'Paris', 'Pierre', 'Nobel Prize', 'Sorbonne'],
    terms: ['radium', 'polonium', 'radioactivity'],
    lines: [
      'She won two Nobel Prizes in two sciences, and nobody has done so since.',
      'Marie Curie was born in Warsaw in 1867 and studied in secret at the Flying University, because women were not admitted elsewhere.',
      'In 1891 she moved to Paris, where she lived in an attic, fainted from hunger and came first in physics at the Sorbonne.',
      'With her husband Pierre she discovered polonium and radium.',
      'They stirred tonnes of pitchblende in a leaking shed to win a tenth of a gram of radium.',
      'She named the effect radioactivity, and it changed physics, medicine and industry.',
      'During the First World War she drove X-ray cars to the front; more than a million wounded soldiers were examined.',
      'Her notebooks are still too radioactive to touch.',
    ],
  },
  shinkai: {
    title: '深海の世界',
    language: 'ja',
    terms: ['深海', '太陽', '水圧'],
    lines: [
      '地球の表面の七割は海です。',
      '深海は地球上で最も大きな生態系であり、太陽の光が届かない暗闇の中で、多くの不思議な生き物が静かに暮らしている。',
      '水深一万メートルの水圧は、地上の千倍を超える。',
      'まだ誰も見たことのない生き物がいる。',
    ],
  },
} satisfies Record<string, FilmSpec>;
