import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '#shared/language/clean-text.ts';
import { alphabeticLength } from '#shared/language/scripts.ts';
import { splitSentences } from '#shared/language/split-sentences.ts';

describe('splitSentences', () => {
  it.each([
    ['titles', 'en', ['Dr. Smith met Mrs. Jones.', 'They spoke.']],
    ['initials', 'en', ['He met J. R. R. Tolkien in Oxford.', 'It rained.']],
    ['a letter that is no initial', 'en', ['Take vitamin C.', 'It helps.']],
    ['clock times', 'en', ['It began at 3.5 p.m.', 'It was fun!']],
    ['states', 'en', ['The U.S. Navy sank it.', 'He lived in the U.S.', 'It was cold.']],
    ['decimals and addresses', 'en', ['It is 3.14 on example.com.', 'Good.']],
    ['quotations', 'en', ['“Really? Are you sure?” she asked.', 'Nobody answered.']],
    ['brackets', 'en', ['It sank (twice. In May.) near here.', 'Gone.']],
    ['ordinals', 'de', ['Am 5. Januar kam Dr. Müller z. B. nach Wien.', 'Es war 1990.', 'Dann ging er.']],
    ['low quotes', 'de', ['Er sagte: „Das ist gut. Wirklich!“', 'Dann ging er.']],
    ['plural initials', 'es', ['Los EE. UU. son grandes.', '¿Qué hora es?', '¡Las tres!']],
    ['reported speech', 'ja', ['彼は「行こう。」と言った。', '雨が降っていた。']],
    [
      'an opening quotation',
      'ja',
      ['山小屋は9月まで開いています。', '「日の出を見るために登った」と田中さんは話しました。'],
    ],
    ['a book title', 'zh', ['他读了。', '《红楼梦》很长。']],
    ['a bracket behind the stop', 'ja', ['終わりました。）', '次です。']],
    ['German guillemets behind a sentence', 'de', ['Sie liefen zum Ufer.', '»Das war schön«, sagte er.']],
    ['Swedish quotations', 'sv', ['Han gick hem.', '”Kom nu!” sa hon.']],
    ['German guillemets', 'de', ['»Das ist gut.«', 'Er ging.']],
    ['an opening guillemet', 'fr', ['Il partit.', '« Viens ! » dit-elle.']],
    ['full-width stops', 'zh', ['深海很深。', '那里没有光！', '是的。']],
    ['dandas', 'hi', ['चाय गरम है।', 'यह अच्छी है।']],
    ['Arabic question marks', 'ar', ['هل تعلم؟', 'نعم، أعلم.']],
  ])('keeps sentences whole around %s (%s)', (_case, language, sentences) => {
    const joined = sentences.join(['ja', 'zh'].includes(language) ? '' : ' ');
    expect(splitSentences(joined, language)).toEqual(sentences);
  });

  it.each([
    ['words', 'word '.repeat(300)],
    ['Thai', 'กาแฟเป็นเครื่องดื่มยอดนิยม '.repeat(40)],
    ['ideographs', '深海'.repeat(400)],
    ['one endless word', 'ab'.repeat(2500)],
  ])('cuts %s without punctuation into pieces that can be said', (_case, text) => {
    const pieces = splitSentences(text, 'en');
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map(alphabeticLength))).toBeLessThan(260);
    expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });

  it('loses nothing but white space, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (raw) => {
        const text = cleanText(raw);
        expect(splitSentences(text, 'en').join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
