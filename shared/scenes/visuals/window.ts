import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import type { Stage } from '#shared/scenes/visuals/visual-kind.ts';

/** Height of a window's bar, in units. */
export const WINDOW_BAR = 5.4;
/** Corner, dots, and where a title begins behind them, in units. */
const CORNER = 1.4;
const DOT = 0.62;
const TITLE_FROM = 10;

/** The shape of a window: rounded corners unless the style has sharp ones. */
export function traceWindow(context: SKRSContext2D, box: Area, { style, unit }: Stage): void {
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, style.corner === 0 ? 0 : CORNER * unit);
}

/** Draws the window of a program: its panel with a soft shadow, and a bar with three dots and a title. */
export function paintWindow(context: SKRSContext2D, box: Area, title: string, stage: Stage): void {
  const { style, unit, fit } = stage;
  const bar = WINDOW_BAR * unit;
  context.fillStyle = style.panel;
  traceWindow(context, box, stage);
  context.fill();
  context.fillStyle = withAlpha(style.ink, 0.14);
  context.fillRect(box.x, box.y + bar - Math.max(1, unit * 0.12), box.width, Math.max(1, unit * 0.12));
  for (let dot = 0; dot < 3; dot += 1) {
    context.beginPath();
    context.arc(box.x + unit * (2.6 + dot * 2), box.y + bar / 2, DOT * unit, 0, Math.PI * 2);
    context.fillStyle = dot === 0 ? style.accent : withAlpha(style.ink, 0.28);
    context.fill();
  }
  const room = { width: box.width - (TITLE_FROM + 2.6) * unit, height: bar, max: unit * 2.6, min: unit * 2 };
  const fitted = fit(title, style.label, { ...room, maxLines: 1 });
  paintText(context, fitted, {
    x: box.x + TITLE_FROM * unit,
    y: box.y + (bar - fitted.height) / 2,
    width: room.width,
    colour: style.ink,
    align: 'left',
  });
}
