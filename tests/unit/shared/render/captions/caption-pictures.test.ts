import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, expect, test } from 'vitest';
import type { CaptionLook } from '#shared/domain/caption-look.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { type CaptionPicture, planCaptionPictures } from '#shared/render/captions/caption-pictures.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { captionArea } from '#shared/scenes/frame.ts';
import { contrast, type Rgb } from '#shared/scenes/styles/colour.ts';
import { registerFonts } from '#shared/scenes/text/fonts.ts';
import { segmentedWords, spokenTimeline } from '#tests/unit/shared/render/captions/scene.ts';
import { installed } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(() => registerFonts(installed));

const COLOURS = { fill: '#ffffff', highlight: '#f7c873', outline: '#070b18' };
const LOOKS = {
  karaoke: { fontFamily: 'Inter ExtraBold', weight: 800, size: 0.052, outlineWidth: 0.07, shadow: 0.03 },
  pop: { fontFamily: 'Inter Black', weight: 900, size: 0.054, outlineWidth: 0.09, shadow: 0.03 },
  block: {
    fontFamily: 'Inter ExtraBold',
    weight: 800,
    size: 0.05,
    outlineWidth: 0,
    shadow: 0,
    panel: '#10152b',
  },
  subtle: { fontFamily: 'Inter SemiBold', weight: 600, size: 0.042, outlineWidth: 0.02, shadow: 0.02 },
} as const;
const KINDS = ['karaoke', 'pop', 'block', 'subtle'] as const;
const FRAMES = [
  { width: 854, height: 480 },
  { width: 480, height: 854 },
  { width: 480, height: 480 },
];
const TEXTS = {
  en: 'The deep ocean covers more than half of our planet 🚀, and we have seen less of it.',
  de: 'Ölförderung in der Ägäis: Die Tiefsee bedeckt über die Hälfte unseres Planeten.',
  ar: 'يغطي المحيط العميق أكثر من نصف كوكبنا، ولم تر (NASA) منه في 2020 إلا القليل.',
  th: 'มหาสมุทรปกคลุมพื้นผิวโลกที่ญี่ปุ่น ฐู',
  ja: '深海は地球の半分以上を占めていますが、「静かな世界」です。',
};

function lookOf(kind: CaptionLook['kind']): CaptionLook {
  return { kind, ...COLOURS, ...LOOKS[kind] };
}

function pictures(
  kind: CaptionLook['kind'],
  language: keyof typeof TEXTS,
  frame = FRAMES[0] as (typeof FRAMES)[0],
) {
  const text = TEXTS[language];
  const given = /ja|th/.test(language) ? { text, words: segmentedWords(text, language) } : text;
  const timeline = { ...spokenTimeline([given], frame), captionLook: lookOf(kind) };
  const { style } = captionFormat(timeline);
  const cues = planCues(timeline);
  return { style, cues, shown: planCaptionPictures({ style, cues }, frame, timeline.frames) };
}

/** Pixels of a picture painted into the whole frame, RGBA. */
function painted(picture: CaptionPicture, { width, height }: { width: number; height: number }) {
  const context = createCanvas(width, height).getContext('2d');
  picture.paint(context);
  return context.getImageData(0, 0, width, height).data;
}

const CASES = KINDS.flatMap((kind) =>
  FRAMES.flatMap((frame) =>
    (Object.keys(TEXTS) as (keyof typeof TEXTS)[]).map((language) => ({ kind, ...frame, language })),
  ),
);

test.each(CASES)(
  '$kind captions in $language at $width × $height stay in the caption area, in even boxes that hold all they draw',
  ({ kind, language, width, height }) => {
    const { shown } = pictures(kind, language, { width, height });
    const area = captionArea({ width, height });
    expect(shown.length).toBeGreaterThan(0);
    for (const { x, y, ...box } of shown) {
      for (const value of [x, y, box.width, box.height]) expect(value % 2).toBe(0);
      expect([x >= area.x, y >= area.y]).toEqual([true, true]);
      expect(x + box.width).toBeLessThanOrEqual(area.x + area.width);
      expect(y + box.height).toBeLessThanOrEqual(area.y + area.height);
    }
    const [first] = shown;
    if (first === undefined) return;
    const data = painted(first, { width, height });
    let outside = 0;
    for (let at = 3; at < data.length; at += 4) {
      const [x, y] = [((at - 3) / 4) % width, Math.floor((at - 3) / 4 / width)];
      const within = x >= first.x && x < first.x + first.width && y >= first.y && y < first.y + first.height;
      // The last of a soft shadow may be cut off where nobody sees it.
      if (!within && (data[at] as number) > 24) outside++;
    }
    expect(outside).toBe(0);
  },
);

test('every word is lit in its turn by a small picture, and the caption is drawn but once', () => {
  for (const language of ['en', 'ar'] as const) {
    const { cues, shown } = pictures('karaoke', language);
    const words = cues.flatMap(({ lines }) => lines.flat());
    expect(shown).toHaveLength(cues.length + words.length);
    const wholes = shown.filter(({ fromFrame, toFrame }) =>
      cues.some((cue) => cue.startFrame === fromFrame && cue.endFrame === toFrame),
    );
    const largest = Math.max(...wholes.map(({ width }) => width));
    for (const word of shown.filter((picture) => !wholes.includes(picture))) {
      expect(word.width).toBeLessThan(largest / 2);
    }
    const at = (frame: number) =>
      shown.filter(({ fromFrame, toFrame }) => fromFrame <= frame && frame < toFrame);
    for (const { startFrame, endFrame } of cues) {
      for (let frame = startFrame; frame < endFrame; frame++) expect(at(frame)).toHaveLength(2);
    }
  }
});

test('in a line that runs to the left the first word that is lit is the rightmost one', () => {
  const { cues, shown } = pictures('karaoke', 'ar');
  const [cue] = cues;
  const lit = shown.slice(1, 1 + (cue?.lines[0]?.length ?? 0));
  const places = lit.map(({ x }) => x);
  expect(places).toEqual([...places].sort((a, b) => b - a));
});

test('the lit word has the highlight colour, over the very letters of the caption, and no letter of its neighbours', () => {
  for (const language of ['en', 'ar', 'ja'] as const) {
    const frame = FRAMES[0] as (typeof FRAMES)[0];
    const { shown } = pictures('karaoke', language, frame);
    const [whole, first] = shown as [CaptionPicture, CaptionPicture];
    const [base, lit] = [painted(whole, frame), painted(first, frame)];
    let [letters, missed] = [0, 0];
    for (let at = 0; at < lit.length; at += 4) {
      const gold = (lit[at + 3] as number) === 255 && lit[at] === 0xf7 && lit[at + 2] === 0x73;
      if (!gold) continue;
      letters++;
      if ((base[at] as number) < 240 || (base[at + 2] as number) < 240) missed++;
    }
    expect(letters).toBeGreaterThan(100);
    expect(missed / letters).toBeLessThan(0.01);
  }
});

test('the words of pop spring in, a few at a time, and come to rest', () => {
  const { shown } = pictures('pop', 'en');
  const brief = shown.filter(({ fromFrame, toFrame }) => toFrame - fromFrame === 1);
  expect(brief.length).toBeGreaterThanOrEqual(9);
  expect(brief[0]?.opacityAt?.(brief[0].fromFrame)).toBeLessThan(256);
  const widths = brief.slice(0, 3).map(({ width }) => width);
  expect(widths[0]).toBeLessThan(widths[1] as number);
});

test('subtle captions come and go gently and light up nothing', () => {
  const { cues, shown } = pictures('subtle', 'en');
  expect(shown).toHaveLength(cues.length);
  const [{ fromFrame, toFrame, opacityAt } = {} as CaptionPicture] = shown;
  const seen = [fromFrame, fromFrame + 10, toFrame - 1].map((frame) => opacityAt?.(frame));
  expect(seen).toEqual([64, 256, 64]);
});

test('a segment that begins within a caption shows it as the whole film does', () => {
  const { style, cues, shown } = pictures('subtle', 'en');
  const cut = 20;
  const moved = cues.map((cue) => ({
    ...cue,
    startFrame: cue.startFrame - cut,
    endFrame: cue.endFrame - cut,
    lines: cue.lines.map((line) => line.map((word) => ({ ...word, startFrame: word.startFrame - cut }))),
  }));
  const [rest] = planCaptionPictures({ style, cues: moved }, FRAMES[0] as (typeof FRAMES)[0], 30);
  const [whole] = shown;
  expect(rest?.fromFrame).toBe(0);
  expect(rest?.toFrame).toBeLessThanOrEqual(30);
  for (const frame of [0, 5, 29]) expect(rest?.opacityAt?.(frame)).toBe(whole?.opacityAt?.(frame + cut));
});

test('the same captions have the same bytes', () => {
  const digest = () => {
    const hash = createHash('sha256');
    for (const picture of pictures('karaoke', 'ar').shown)
      hash.update(painted(picture, FRAMES[0] as (typeof FRAMES)[0]));
    return hash.digest('hex');
  };
  expect(digest()).toBe(digest());
});

/** The least contrast of the letters with what stands around them, over black and over white: WCAG 2.2, 4.5 for text. */
test.each(KINDS)(
  'the letters of %s stand out from black, grey and white pictures by their own outline, panel or shadow',
  (kind) => {
    const frame = { width: 854, height: 480 };
    const { shown } = pictures(kind, 'en', frame);
    const whole =
      shown.find((picture) => picture.toFrame - picture.fromFrame > 3 && !picture.opacityAt) ?? shown[0];
    if (whole === undefined) throw new Error('There is no caption.');
    const alone = painted(whole, frame);
    const letter = (x: number, y: number) =>
      [0, 1, 2, 3].every((channel) => (alone[4 * (y * frame.width + x) + channel] as number) > 250);
    // Along the flat parts of letters the next pixels are letter again: as many over black, where all else stands out.
    let grazed: number | undefined;
    for (const ground of [0, 128, 255]) {
      const context = createCanvas(frame.width, frame.height).getContext('2d');
      context.fillStyle = `rgb(${ground},${ground},${ground})`;
      context.fillRect(0, 0, frame.width, frame.height);
      whole.paint(context);
      const { data } = context.getImageData(0, 0, frame.width, frame.height);
      const at = (x: number, y: number) => {
        const place = 4 * (y * frame.width + x);
        return [data[place], data[place + 1], data[place + 2]] as unknown as Rgb;
      };
      let [edges, faint] = [0, 0];
      for (let y = whole.y; y < whole.y + whole.height; y++) {
        for (let x = whole.x + 1; x < whole.x + whole.width - 5; x++) {
          // From the last pixel of a letter to the darkest of the next four: there is its edge, or nothing.
          if (!letter(x, y) || letter(x + 1, y)) continue;
          edges++;
          if ([1, 2, 3, 4].every((step) => contrast(at(x, y), at(x + step, y)) < 4.5)) faint++;
        }
      }
      expect(edges).toBeGreaterThan(200);
      grazed ??= faint / edges;
      expect(grazed).toBeLessThan(0.12);
      expect(faint / edges).toBeLessThan(grazed + 0.02);
    }
  },
);
