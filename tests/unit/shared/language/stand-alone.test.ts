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

  it.each([
    ['en', 'But for the rain, the hay would have burned.'],
    ['en', 'Yet to be confirmed, the report names two men.'],
    ['en', 'Yet another bridge fell.'],
    ['en', 'Second, third and fourth place went to Kenya.'],
    ['en', 'Still, sparkling and flat water were sold.'],
    ['en', 'Unless it rains, the wells run dry.'],
    ['en', 'Not all birds fly.'],
    ['en', 'Except for bats, no mammal flies.'],
    ['fr', 'Or blanc et argent brillent.'],
    ['ru', 'Да здравствует море!'],
    ['zh', '但丁写了神曲。'],
    ['zh', '但凡下雨，河水就涨。'],
    ['zh', '但愿明天晴天。'],
    ['hi', 'मगर नदी में रहता है।'],
  ])('keeps an opening that denies, excepts, sets a condition or names (%s): %s', (language, sentence) => {
    expect(standAlone(sentence, language).text).toBe(sentence);
  });

  it.each([
    ['en', 'And not one of the ships came back.', 'Not one of the ships came back.'],
    ['en', 'But if it rains, the river rises.', 'If it rains, the river rises.'],
    ['en', 'However, never open the door.', 'Never open the door.'],
    ['en', 'But only a few survived.', 'Only a few survived.'],
    ['en', '“But the sea is deep,” said Ada.', '“The sea is deep,” said Ada.'],
    ['de', 'Aber kein Schiff kam zurück.', 'Kein Schiff kam zurück.'],
    ['es', 'Pero si llueve, el río crece.', 'Si llueve, el río crece.'],
    ['fr', 'Mais sans eau, rien ne pousse.', 'Sans eau, rien ne pousse.'],
  ])(
    'drops the connective and nothing of the negation, condition or quotation behind it (%s): %s',
    (language, sentence, alone) => {
      expect(standAlone(sentence, language).text).toBe(alone);
    },
  );

  it.each([
    ['de', 'Sondern er blieb im Dorf.'],
    ['ja', 'ただし、雨の日は休みです。'],
  ])(
    'leans where the contrast or the proviso is about what was said before (%s): %s',
    (language, sentence) => {
      expect(standAlone(sentence, language)).toEqual({ text: sentence, leans: true });
    },
  );
});
