import { createCanvas } from '@napi-rs/canvas';
import { TenantId } from '#shared/domain/identity.ts';
import type { TimedWord } from '#shared/domain/speech.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import type { Illustration, Timeline } from '#shared/domain/timeline.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { type CutOptions, cutTimeline, type TakeContents } from '#shared/render/timeline/cut-timeline.ts';
import { type FrameSize, frameSize } from '#shared/scenes/frame.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';

const tenant = TenantId.parse('local');

/** A recording that exists by name only. */
export const VOICE = { hash: 'a'.repeat(64), mediaType: 'audio/wav', bytes: 1 };

/** Words of a text at an even pace, `msPerLetter` for each letter and 60 ms between them. */
export function timedWords(text: string, msPerLetter = 65): TimedWord[] {
  let at = 0;
  return (text.match(/\S+/g) ?? []).map((word) => {
    const startMs = at;
    const endMs = startMs + word.length * msPerLetter;
    at = endMs + 60;
    return { text: word, startMs, endMs };
  });
}

/** A film of one scene a text, each on a background of its own colour with one overlay that rises. */
export async function sampleTimeline(
  assets: Assets,
  texts: readonly string[],
  options: Partial<CutOptions> = {},
): Promise<Timeline> {
  const chosen: CutOptions = {
    aspect: '16:9',
    quality: 'draft',
    captionLook: STYLE_SHEETS.midnight.captions,
    transitions: { kinds: ['fade'], frames: 12, chapter: ['fade'], chapterFrames: 15 },
    seed: 1,
    captions: 'burned',
    ...options,
  };
  const size = frameSize(chosen);
  const storyboard: Storyboard = {
    version: 1,
    title: 'A film',
    language: 'en',
    scenes: texts.map((narration, i) => ({
      id: sceneId(i),
      narration,
      visual: { kind: 'statement', text: narration, emphasis: [] },
      lines: [],
    })),
  };
  const takes: TakeContents[] = [];
  for (const [i, text] of texts.entries()) {
    const words = timedWords(text);
    const durationMs = Math.max(words.at(-1)?.endMs ?? 0, 1);
    const narration = { audio: VOICE, durationMs, words, voice: 'test' };
    takes.push({ scene: sceneId(i), narration, illustration: await illustration(assets, text, i, size) });
  }
  return cutTimeline(storyboard, takes, chosen);
}

/** `scene-001` for 0. */
export function sceneId(index: number): string {
  return `scene-${String(index + 1).padStart(3, '0')}`;
}

async function illustration(
  assets: Assets,
  text: string,
  i: number,
  frame: FrameSize,
): Promise<Illustration> {
  const ground = createCanvas(frame.width * 1.25, frame.height * 1.25);
  const paint = ground.getContext('2d');
  const gradient = paint.createLinearGradient(0, 0, ground.width, ground.height);
  gradient.addColorStop(0, `hsl(${(i * 67) % 360} 60% 18%)`);
  gradient.addColorStop(1, `hsl(${(i * 67 + 50) % 360} 60% 36%)`);
  paint.fillStyle = gradient;
  paint.fillRect(0, 0, ground.width, ground.height);
  paint.fillStyle = 'rgba(255, 255, 255, 0.5)';
  for (let k = 0; k < 40; k++) {
    paint.fillRect((k * 397) % ground.width, (k * 211) % ground.height, frame.height / 40, frame.height / 40);
  }
  const box = { width: Math.round(frame.width * 0.6), height: Math.round(frame.height * 0.2) };
  const title = createCanvas(box.width, box.height);
  const pen = title.getContext('2d');
  pen.font = `${Math.round(box.height * 0.5)}px sans-serif`;
  pen.fillStyle = '#ffffff';
  pen.fillText(text.slice(0, 18), 4, box.height * 0.7);
  const base = await assets.put(tenant, ground.toBuffer('image/jpeg', 92), 'image/jpeg');
  const over = await assets.put(tenant, title.toBuffer('image/png'), 'image/png');
  return {
    layers: [
      { image: base, x: 0, y: 0, ...frame, motion: { fromScale: 1, toScale: 1.1, x: 0.3, y: 0.6 } },
      {
        image: over,
        x: Math.round(frame.width * 0.1) + 1,
        y: Math.round(frame.height * 0.3),
        ...box,
        entrance: { kind: 'rise', delayMs: 200, durationMs: 600 },
      },
    ],
    description: text,
  };
}
