import { describe, expect, it } from 'vitest';
import { identifyLanguage } from '#shared/language/identify-language.ts';

describe('identifyLanguage', () => {
  it.each([
    ['en', 'The ocean is deep and dark.'],
    ['en', 'Sales rose 12 % in 2020.'],
    ['de', 'Der Kaffee kam 1683 nach Wien.'],
    ['es', 'El café llegó a Europa en el siglo XVII.'],
    ['fr', 'Bonjour tout le monde, il fait beau.'],
    ['it', 'Il gatto dorme sul divano della nonna.'],
    ['pt', 'Não sei o que você quer fazer amanhã.'],
    ['nl', 'De hond slaapt in het bed van mijn zus.'],
    ['pl', 'Kawa jest dobra i bardzo gorąca.'],
    ['ru', 'Кофе – очень популярный напиток в мире.'],
    ['uk', 'Кава є дуже популярним напоєм у світі.'],
    ['ja', 'コーヒーは世界中で飲まれている。'],
    ['zh', '咖啡是一种很受欢迎的饮料。'],
    ['ko', '커피는 인기 있는 음료입니다.'],
    ['th', 'กาแฟเป็นเครื่องดื่มยอดนิยม'],
    ['ar', 'القهوة مشروب شعبي في العالم'],
    ['fa', 'قهوه یکی از محبوب‌ترین نوشیدنی‌های جهان است'],
    ['hi', 'कॉफी दुनिया भर में पी जाती है'],
    ['el', 'Ο καφές είναι ένα δημοφιλές ποτό'],
    ['he', 'קפה הוא משקה פופולרי'],
  ])('tells %s from one sentence', (language, text) => {
    expect(identifyLanguage(text)).toBe(language);
  });

  it('is decided by the script with the most text, not by names in another', () => {
    expect(identifyLanguage('日本の会社 Sony と Nintendo は世界中で知られている。')).toBe('ja');
    expect(identifyLanguage('The Japanese word for coffee is コーヒー and people there love it.')).toBe('en');
  });

  it.each(['', '123 456', '😀😀😀', '— … !'])('says und for %j, which has no letters', (text) => {
    expect(identifyLanguage(text)).toBe('und');
  });
});
