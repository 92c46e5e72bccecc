import type { Proposal } from '#shared/agents/director/visual-proposal.ts';
import type { Document } from '#shared/domain/document.ts';
import type { PreparedFootage, Shot } from '#shared/domain/prepared-media.ts';
import { speechSeconds } from '#shared/language/speech-seconds.ts';
import { countWords } from '#shared/language/words.ts';

/** A picture that was given goes before everything that is drawn. */
const FIT = 2;
const CAPTION_WORDS = 12;
/** A scene is as long as its speech and about a second of silence around it. */
const SILENCE_MS = 900;
/** The picture of a page or program is told by what it is called. */
const SCREENSHOT =
  /screen[\s_-]?shot|screen[\s_-]?grab|bildschirm(?:foto|aufnahme)|captura de pantalla|capture d[’']écran|スクリーンショット|截图/iu;

type Image = Document['images'][number];

/** What a picture is called on the screen; nothing where its alternative text is long. */
function captionOf(alt: string | undefined): { caption?: string } {
  const text = alt?.trim() ?? '';
  return text !== '' && countWords(text) <= CAPTION_WORDS ? { caption: text } : {};
}

/** The pictures of a scene: one, or several as a collage; the picture of a page as a screenshot. */
export function pictureVisual(images: readonly Image[]): Proposal[] {
  const [first, ...more] = images;
  if (first === undefined) return [];
  if (more.length > 0) {
    const shown = images.map(({ ref, alt }) => ({ image: ref, ...captionOf(alt) }));
    return [{ visual: { kind: 'collage', images: shown.slice(0, 5) }, fit: FIT }];
  }
  const { name, ref, alt } = first;
  if (SCREENSHOT.test(`${name} ${alt ?? ''}`)) {
    const title = captionOf(alt?.replace(SCREENSHOT, '').replace(/^[\s:–—-]*(?:(?:of|von|de)\s+)?/iu, ''));
    return [
      {
        visual: { kind: 'screenshot', image: ref, ...(title.caption ? { title: title.caption } : {}) },
        fit: FIT,
      },
    ];
  }
  return [{ visual: { kind: 'picture', image: ref, ...captionOf(alt) }, fit: FIT }];
}

/** The best stretch of footage for a scene: of shots that last as long the best one, else the longest. */
function bestShot(shots: readonly Shot[], ms: number): Shot | undefined {
  const long = shots.filter(({ fromMs, toMs }) => toMs - fromMs >= ms);
  const best = (list: readonly Shot[], of: (shot: Shot) => number) =>
    list.toSorted((a, b) => of(b) - of(a) || a.fromMs - b.fromMs)[0];
  return long.length > 0
    ? best(long, ({ score }) => score)
    : best(shots, ({ fromMs, toMs }) => toMs - fromMs);
}

/** Own footage while a narration is said: its best shot from the start. */
export function clipVisual(footage: PreparedFootage, narration: string): Proposal[] {
  const { video, width, height, alt, sound, shots } = footage;
  const shot = bestShot(shots, speechSeconds(narration) * 1000 + SILENCE_MS);
  if (shot === undefined) return [];
  const { fromMs, toMs, focus } = shot;
  return [
    {
      visual: {
        kind: 'clip',
        footage: video,
        width,
        height,
        fromMs,
        durationMs: toMs - fromMs,
        focus,
        ...captionOf(alt),
        ...(sound === undefined ? {} : { sound }),
      },
      fit: FIT,
    },
  ];
}
