import type { FrameSize } from '#shared/scenes/frame.ts';
import type { FittedText } from '#shared/scenes/text/fit-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around, blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { along, draw, fade, rise } from '#shared/scenes/visuals/entrances.ts';
import { countUp } from '#shared/scenes/visuals/number/count-up.ts';
import { type FittedFigure, fitFigure, paintFigure } from '#shared/scenes/visuals/number/fit-figure.ts';
import { shareOf } from '#shared/scenes/visuals/number/share-of.ts';
import type { Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Sizes in units: the largest figure, the smallest and the usual label (captions are not much larger than the first). */
const LARGEST = 36;
const LEAST_LABEL = 4;
const LABEL = { wide: 5.4, upright: 7 };
/** A label has at least this part of its figure's size, so that one look takes in both. */
const LABEL_PART = 0.25;

interface Layout {
  figure: FittedFigure | FittedText;
  label: FittedText;
}

/** Figure and label in a room: the figure gives way until the whole label fits. */
function layOut(
  { display, label }: { display: string; label: string },
  room: FrameSize,
  stage: Stage,
): Layout {
  const { unit, style, frame, fit } = stage;
  const type = { ...style.display, leading: 1.02 };
  const wide = frame.width > frame.height;
  const labelWidth = room.width * (wide ? 0.9 : 1);
  for (let max = LARGEST * unit; ; max *= 0.9) {
    const box = { width: room.width, height: room.height * 0.8, max, min: unit * LEAST_LABEL };
    const fitIn = (height: number): FittedFigure | FittedText => {
      const own = { ...box, height };
      return fitFigure(display, type, own) ?? fit(display, type, { ...own, maxLines: 2, whole: true });
    };
    const { size } = fitIn(box.height);
    const least = Math.max(LEAST_LABEL * unit, size * LABEL_PART);
    const fitted = fit(label, style.heading, {
      width: labelWidth,
      height: room.height * 0.5,
      max: Math.max((wide ? LABEL.wide : LABEL.upright) * unit, least * 1.15),
      min: least,
    });
    if (fitted.shortened && least > LEAST_LABEL * unit) continue;
    return { figure: fitIn(room.height - fitted.height), label: fitted };
  }
}

/** The figure, which counts up where it is a single number. */
function figureOverlay(
  figure: FittedFigure,
  place: { x: number; y: number; width: number; toLeft: boolean },
  { style, unit }: Stage,
): Overlay {
  const colours = { colour: style.accent, unitColour: style.ink };
  const numbers = figure.lines.flat().filter(({ scale }) => scale === 1);
  const [number] = numbers;
  const steps = numbers.length === 1 && number ? countUp(number.text) : [];
  const [first, ...rest] = steps.map(({ atMs, shown }) => ({
    atMs,
    paint: (context: Parameters<Overlay['paint']>[0]) =>
      paintFigure(context, figure, { ...place, ...colours }, () =>
        shown === number?.text ? undefined : shown,
      ),
  }));
  return {
    area: around({ ...place, height: figure.height }, unit),
    entrance: rise(),
    paint: first?.paint ?? ((context) => paintFigure(context, figure, { ...place, ...colours })),
    ...(rest.length > 0 ? { cels: rest } : {}),
  };
}

/** One number as large as the frame allows, its unit smaller, what it counts below or, where that is said first, above, and a bar where it is a share. */
export const numberVisual: VisualKind<'number'> = {
  kind: 'number',
  draw(visual, stage) {
    const { area, unit, style, text } = stage;
    const share = shareOf(visual.display, visual.label);
    const barRoom = share === undefined ? 0 : unit * 5.4;
    const gap = unit * 2.4;
    const words = { display: text(visual.display), label: text(visual.label) };
    const { figure, label } = layOut(words, { ...area, height: area.height - barRoom - gap }, stage);
    const blockStart = blockTop(area, figure.height + barRoom + gap + label.height);
    const top = visual.leads ? blockStart + label.height + gap : blockStart;
    const toLeft = isRightToLeft(visual.label);
    const align = toLeft ? 'right' : 'left';
    const place = { x: area.x, y: top, width: area.width };
    const overlays: Overlay[] = [
      'shortened' in figure
        ? textOverlay(figure, { ...place, colour: style.accent, align }, rise())
        : figureOverlay(figure, { ...place, toLeft }, stage),
    ];
    if (share !== undefined) {
      const bar = { x: area.x, y: top + figure.height + unit * 1.6, width: area.width, height: unit * 1.5 };
      const filled = bar.width * share;
      const filledBar = { ...bar, width: filled, x: toLeft ? bar.x + bar.width - filled : bar.x };
      overlays.push(
        {
          area: around(bar, 1),
          entrance: fade(0, 1, 160),
          paint: (context) => {
            context.fillStyle = style.ink;
            context.globalAlpha = 0.16;
            context.fillRect(bar.x, bar.y, bar.width, bar.height);
          },
        },
        {
          area: around(filledBar, 1),
          entrance: draw(along(toLeft), 0, 1, 320),
          paint: (context) => {
            context.fillStyle = style.accent;
            context.fillRect(filledBar.x, filledBar.y, filledBar.width, filledBar.height);
          },
        },
      );
    }
    const y = visual.leads ? blockStart : top + figure.height + barRoom + gap;
    overlays.push(
      textOverlay(label, { ...place, y, colour: style.ink, align }, fade(0, 1, visual.leads ? 0 : 400)),
    );
    return { overlays, description: `${visual.display} — ${visual.label}` };
  },
};
