import { describe, expect, test } from 'vitest';
import { enumerated } from '#shared/language/enumerated.ts';

describe('enumerated', () => {
  test.each([
    [
      'en',
      'Around hot vents, bacteria turn sulphur into food for tube worms, crabs and blind shrimp.',
      ['tube worms', 'crabs', 'blind shrimp'],
    ],
    [
      'en',
      'The ocean has five layers: the sunlight zone, the twilight zone, the midnight zone, the abyss and the trenches.',
      ['sunlight zone', 'twilight zone', 'midnight zone', 'abyss', 'trenches'],
    ],
    ['de', 'Man braucht Leitungen, Speicher und Geduld.', ['Leitungen', 'Speicher', 'Geduld']],
    [
      'es',
      'El ajolote regenera sus patas, su cola, su corazón y partes del cerebro.',
      ['patas', 'cola', 'corazón', 'partes del cerebro'],
    ],
    [
      'fr',
      'Il suffit d’un casque, d’une lumière et de bons freins pour partir.',
      ['casque', 'lumière', 'bons freins'],
    ],
  ])('%s: finds the items of “%s”', (language, text, items) => {
    expect(enumerated(text, language)).toEqual(items);
  });

  test.each([
    ['en', 'He came, he saw, and he conquered.'],
    ['en', 'It slips into the same docks and blocks them, so your brain does not notice how tired you are.'],
    ['en', 'In 1960, Jacques Piccard and Don Walsh became the first people to reach the bottom.'],
    ['en', 'Roasting drives out water, browns the sugars and frees more than 800 aromas.'],
    [
      'de',
      'Obwohl die Sonne nicht scheint, liefern Speicher den Strom weiter, der mittags übrig bleibt und verloren ginge.',
    ],
    ['en', 'They had two daughters, Johanna Helena and Dorothea Maria.'],
    ['en', 'On Monday, Anna and Ben left.'],
    ['en', 'Flour makes up 55% of the cost, labour 30% and rent 15%.'],
    ['en', 'Add the garlic and the cumin and stir for 1 minute.'],
    ['en', ''],
    ['en', ', , and ,'],
  ])('%s: “%s” is no enumeration', (language, text) => {
    expect(enumerated(text, language)).toEqual([]);
  });
});
