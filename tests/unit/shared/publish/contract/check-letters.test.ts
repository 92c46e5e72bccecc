import { beforeAll, expect, test } from 'vitest';
import { checkLetters } from '#shared/publish/contract/check-letters.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { canBurnCaptions } from '#shared/render/timeline/missing-letters.ts';
import { sampleScene, sampleTimeline } from '#tests/unit/shared/publish/contract/sample-film.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

/** The sample film with other words in its second scene, and texts in its third picture. */
function film(word: string, texts: string[] = [], captions: 'burned' | 'file' = 'burned') {
  const [first, second, third] = [sampleScene(0), sampleScene(1), sampleScene(2)];
  const words = second.narration.words.map((timed, at) => (at === 0 ? { ...timed, text: word } : timed));
  const said = { ...second, narration: { ...second.narration, words }, text: `${word} water.` };
  return sampleTimeline({ captions, scenes: [first, said, { ...third, texts }] });
}

test.each(['Tief', 'عميق', 'עמוק', 'ลึก', 'गहरा', 'Đại', 'глубоко', '👍🏽', '❧'])(
  'captions with %s can be burned in and have all their letters',
  (word) => {
    const timeline = film(word, [word.replace(/[^\p{L}\p{M}]/gu, '')]);
    expect(checkLetters(planCues(timeline), timeline).ok).toBe(true);
    expect(canBurnCaptions(timeline)).toBe(true);
  },
);

test.each(['深い', '깊은', 'খুব', '\u{12000}'])('%s in a burned-in caption is found, where it is', (word) => {
  const timeline = film(word);
  const check = checkLetters(planCues(timeline), timeline);
  expect(check).toMatchObject({ ok: false, atMs: expect.toSatisfy((ms: number) => ms >= 2000 && ms < 3000) });
  expect(check.measured).toContain(`“${[...word][0]}”`);
  expect(canBurnCaptions(timeline)).toBe(false);
});

test('captions in files may have any letter', () => {
  const timeline = film('深い', [], 'file');
  expect(checkLetters(planCues(timeline), timeline).ok).toBe(true);
});

test('an empty box in a picture is found, an emoji too', () => {
  for (const text of ['海の日', 'Well done 🎉']) {
    const timeline = film('Deep', ['The sea', text], 'file');
    expect(checkLetters([], timeline)).toMatchObject({ ok: false, atMs: 4000 });
  }
});
