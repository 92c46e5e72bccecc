import { createCanvas } from '@napi-rs/canvas';
import type { Layer } from '#shared/domain/timeline.ts';
import type { CardStore } from '#shared/scenes/brand/draw-card.ts';
import { encodeAlpha } from '#shared/scenes/encode.ts';
import { captionArea, contentArea, type FrameSize } from '#shared/scenes/frame.ts';
import type { Brand } from '#shared/scenes/styles/look.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { drawableText, isRightToLeft } from '#shared/scenes/text/scripts.ts';

/** When it comes and how long a name is read, in ms. */
const FROM_MS = 700;
const SHOWN_MS = 4200;
const MOVE_MS = 420;

/** Sizes in hundredths of the short side. */
const SIZES = { name: 4.8, role: 3.3, pad: 2, bar: 0.8 };

/** A drawn strip and the texts on it. */
export interface LowerThird {
  layer: Layer;
  texts: string[];
}

/**
 * Draws who speaks: name and role on a panel at the start of the line, above the captions; it comes and goes by itself. Undefined
 * where the brand names nobody, or in letters that our fonts lack. The fonts must have been registered.
 */
export async function drawLowerThird(
  { lowerThird }: Pick<Brand, 'lowerThird'>,
  style: StyleSheet,
  frame: FrameSize,
  store: CardStore,
): Promise<LowerThird | undefined> {
  const [name, role] = [lowerThird?.name, lowerThird?.role].map((text) => drawableText(text ?? ''));
  if (!name) return undefined;
  const unit = Math.min(frame.width, frame.height) / 100;
  const area = contentArea(frame);
  const [pad, bar] = [SIZES.pad * unit, SIZES.bar * unit];
  const room = { width: area.width * 0.7, height: unit * 8, maxLines: 1 };
  const upper = fitText(name, style.heading, { ...room, max: SIZES.name * unit, min: unit * 2 });
  const lower = fitText(role ?? '', style.label, { ...room, max: SIZES.role * unit, min: unit * 2 });
  const width = 2 * Math.ceil((bar + 2 * pad + Math.max(upper.width, lower.width)) / 2);
  const height = 2 * Math.ceil((1.4 * pad + upper.height + lower.height) / 2);
  const toLeft = isRightToLeft(name);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = style.panel;
  context.fillRect(0, 0, width, height);
  context.fillStyle = style.accent;
  context.fillRect(toLeft ? width - bar : 0, 0, bar, height);
  const place = { x: toLeft ? pad : bar + pad, width: width - bar - 2 * pad };
  paintText(context, upper, { ...place, y: 0.7 * pad, colour: style.ink });
  paintText(context, lower, { ...place, y: 0.7 * pad + upper.height, colour: style.muted });
  const left = toLeft ? area.x + area.width - width : area.x;
  return {
    texts: role ? [name, role] : [name],
    layer: {
      image: await store.keep(await encodeAlpha(canvas)),
      x: 2 * Math.round(left / 2),
      y: 2 * Math.round((captionArea(frame).y - height - unit) / 2),
      width,
      height,
      entrance: { kind: toLeft ? 'wipe-left' : 'wipe-right', delayMs: FROM_MS, durationMs: MOVE_MS },
      exit: { kind: 'fade', durationMs: MOVE_MS, endMs: FROM_MS + SHOWN_MS },
    },
  };
}
