import { describe, expect, it } from 'vitest';
import { standAlone } from '#shared/language/stand-alone.ts';

describe('standAlone', () => {
  it.each([
    ['en', 'However, the sea is deep.', 'The sea is deep.'],
    ['en', 'But the sea is deep.', 'The sea is deep.'],
    ['en', 'In addition, for example, whales sing.', 'Whales sing.'],
    ['de', 'Aber das Meer ist tief.', 'Das Meer ist tief.'],
    ['es', 'Sin embargo, la vida encuentra caminos.', 'La vida encuentra caminos.'],
    ['fr', 'Cependant, la mer est profonde.', 'La mer est profonde.'],
    ['ja', 'しかし、海は深い。', '海は深い。'],
    ['zh', '但是，海很深。', '海很深。'],
  ])('drops what ties a sentence to the one before (%s): %s', (language, sentence, alone) => {
    expect(standAlone(sentence, language)).toEqual({ text: alone, leans: false });
  });

  it.each([
    ['en', 'This changed everything.'],
    ['en', 'However, he never came back.'],
    ['en', 'Its pressure is enormous.'],
    ['en', 'When she was twelve, Ada studied birds.'],
    ['en', 'At this depth, nothing grows.'],
    ['en', 'The other bank is quiet.'.replace('The other', 'The latter')],
    ['de', 'Dabei bekommt der Pilz Zucker.'],
    ['de', 'Das ist nicht alles.'],
    ['es', 'Esta agua riega huertos.'],
    ['fr', 'Elle est très ancienne.'],
    ['ja', 'そこでは光がない。'],
    ['zh', '它很深。'],
    ['hi', 'यह बहुत पुरानी है।'],
    ['ar', 'هذا كثير.'],
  ])('tells that it still leans on something said before (%s): %s', (language, sentence) => {
    expect(standAlone(sentence, language).leans).toBe(true);
  });

  it.each([
    ['en', 'It takes two million flowers to fill a jar.'],
    ['en', 'This year the river froze.'],
    ['en', 'Those who went down never forgot it.'],
    ['en', 'The whale uses its tail.'],
    ['en', 'Thistles grow here.'],
    ['de', 'Es gibt drei Zonen.'],
    ['de', 'Das Meer ist tief.'],
    ['fr', 'Il y a trois zones.'],
    ['xx', 'This is in no language we know.'],
  ])('leaves what means nothing before alone (%s): %s', (language, sentence) => {
    expect(standAlone(sentence, language)).toEqual({ text: sentence, leans: false });
  });
});
