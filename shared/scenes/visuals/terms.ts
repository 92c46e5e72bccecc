import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import { type FittedText, fitText } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { around } from '#shared/scenes/visuals/blocks.ts';
import { fade, rise } from '#shared/scenes/visuals/entrances.ts';
import { type Node, placeTerms } from '#shared/scenes/visuals/place-terms.ts';
import type { Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Room between a pill's edge and its text, in units. */
const PAD = 1.8;

function box(context: SKRSContext2D, area: Area, corner: number): void {
  context.beginPath();
  context.roundRect(area.x, area.y, area.width, area.height, area.height * corner);
  context.fill();
}

function paintLink(context: SKRSContext2D, node: Node, centre: Area, upright: boolean): void {
  const from = { x: centre.x + centre.width / 2, y: centre.y + centre.height / 2 };
  const to = { x: node.area.x + node.area.width / 2, y: node.area.y + node.area.height / 2 };
  const [x1, y1] = upright ? [from.x, (from.y + to.y) / 2] : [(from.x + to.x) / 2, from.y];
  const [x2, y2] = upright ? [to.x, (from.y + to.y) / 2] : [(from.x + to.x) / 2, to.y];
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.bezierCurveTo(x1, y1, x2, y2, to.x, to.y);
  context.stroke();
}

function pill(
  node: Node,
  words: FittedText,
  { style, unit }: Stage,
  fill: string,
  ink: string,
): Pick<Overlay, 'area' | 'paint'> {
  return {
    area: around(node.area, 2),
    paint: (context) => {
      context.fillStyle = fill;
      box(context, node.area, style.corner);
      const y = node.area.y + (node.area.height - words.height) / 2;
      const width = node.area.width - 2 * PAD * unit;
      paintText(context, words, { x: node.area.x + PAD * unit, y, width, colour: ink, align: 'centre' });
    },
  };
}

/** A subject and what belongs to it: a pill in the middle, others around it, joined by lines. */
export const termsVisual: VisualKind<'terms'> = {
  kind: 'terms',
  draw(visual, stage) {
    const { area, unit, style, text } = stage;
    const terms = visual.terms.map(text).filter(Boolean);
    const upright = area.width < area.height * 1.6;
    const { centre, nodes } = placeTerms(area, terms.length, unit, upright);
    const fit = (words: string, node: Area, max: number, type = style.body): FittedText =>
      fitText(
        words,
        { ...type, leading: 1.16 },
        {
          width: node.width - 2 * PAD * unit,
          height: node.height - PAD * unit,
          max: unit * max,
          min: unit * 2,
          maxLines: 3,
        },
      );
    const fitted = terms.map((term, index) => fit(term, nodes[index]?.area ?? centre, 4.2));
    const size = Math.min(...fitted.map((term) => term.size));
    const overlays: Overlay[] = [
      {
        area: around(area, 0),
        entrance: fade(0, 1, 140),
        paint: (context) => {
          context.strokeStyle = withAlpha(style.accent, 0.75);
          context.lineWidth = unit * 0.3;
          for (const node of nodes) paintLink(context, node, centre, upright);
        },
      },
    ];
    nodes.forEach((node, index) => {
      const words = fit(terms[index] ?? '', node.area, size / unit);
      overlays.push({
        ...pill(node, words, stage, style.panel, style.ink),
        entrance: rise(index, nodes.length, 260),
      });
    });
    const subject = fit(text(visual.centre), centre, 5.6, style.heading);
    overlays.push({
      ...pill({ area: centre }, subject, stage, style.accent, style.onAccent),
      entrance: fade(),
    });
    return { overlays, description: `${visual.centre}: ${visual.terms.join(', ')}` };
  },
};
