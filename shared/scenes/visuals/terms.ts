import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import type { FittedText, TextBox } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around } from '#shared/scenes/visuals/blocks.ts';
import { draw, fade, rise } from '#shared/scenes/visuals/entrances.ts';
import { fitAlike } from '#shared/scenes/visuals/fit-alike.ts';
import { placeTerms, type TermNode } from '#shared/scenes/visuals/place-terms.ts';
import type { Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Room between a pill's edge and its text, in units. */
const PAD = 1.8;
/** Thickness of the lines, in units. */
const LINE = 0.45;
/** Largest and smallest letters of a term, and the largest of the subject, in units. */
const TERM = { max: 7.5, min: 2.8 };
const SUBJECT = 10;
/** Leading of the few words of a pill. */
const LEADING = 1.16;

function pill(
  box: Area,
  words: FittedText,
  { style, unit }: Stage,
  fill: string,
  ink: string,
): Pick<Overlay, 'area' | 'paint'> {
  return {
    area: around(box, 2),
    paint: (context) => {
      context.fillStyle = fill;
      context.beginPath();
      context.roundRect(box.x, box.y, box.width, box.height, box.height * style.corner);
      context.fill();
      const y = box.y + (box.height - words.height) / 2;
      const width = box.width - 2 * PAD * unit;
      paintText(context, words, { x: box.x + PAD * unit, y, width, colour: ink, align: 'centre' });
    },
  };
}

/** Side of the subject on which a term lies, by the way its link goes. */
function wayOf(
  { link: [start, , , end] }: TermNode,
  upright: boolean,
): 'wipe-left' | 'wipe-right' | 'wipe-down' {
  if (upright) return 'wipe-down';
  return end.x < start.x ? 'wipe-left' : 'wipe-right';
}

/** The lines from the subject to its terms, drawn outwards: to each side at once, or down. */
function linkOverlays(nodes: readonly TermNode[], { style, unit }: Stage): Overlay[] {
  const upright = nodes.every(({ link: [start, , , end] }) => end.y > start.y);
  const ways = Map.groupBy(nodes, (node) => wayOf(node, upright));
  return [...ways].map(([way, reached]): Overlay => {
    const points = reached.flatMap(({ link }) => [...link]);
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const corner = { x: Math.min(...xs), y: Math.min(...ys) };
    const size = { width: Math.max(...xs) - corner.x, height: Math.max(...ys) - corner.y };
    return {
      area: around({ ...corner, ...size }, unit * LINE),
      entrance: draw(way, 0, 1, 140),
      paint: (context) => {
        context.strokeStyle = withAlpha(style.accent, 0.75);
        context.lineWidth = unit * LINE;
        context.lineCap = 'round';
        for (const { link } of reached) {
          const [start, one, two, end] = link;
          context.beginPath();
          context.moveTo(start.x, start.y);
          context.bezierCurveTo(one.x, one.y, two.x, two.y, end.x, end.y);
          context.stroke();
        }
      },
    };
  });
}

/** A subject and what belongs to it: a pill in the middle, others around it, joined by lines. */
export const termsVisual: VisualKind<'terms'> = {
  kind: 'terms',
  draw(visual, stage) {
    const { area, unit, style, text, fit } = stage;
    const terms = visual.terms.map(text).filter(Boolean);
    const { centre, nodes } = placeTerms(area, terms.length, unit, isRightToLeft(visual.centre));
    const inside = (node: Area, max: number): TextBox => ({
      width: node.width - 2 * PAD * unit,
      height: node.height - PAD * unit,
      max: unit * max,
      min: unit * TERM.min,
      maxLines: 3,
    });
    // All terms have pills of one size.
    const box = inside(nodes[0]?.area ?? centre, TERM.max);
    const fitted = fitAlike(terms, { ...style.body, leading: LEADING }, box, stage);
    const overlays = linkOverlays(nodes, stage);
    nodes.forEach((node, index) => {
      overlays.push({
        ...pill(node.area, fitted[index] as FittedText, stage, style.panel, style.ink),
        entrance: rise(index, nodes.length, 320),
        item: index,
      });
    });
    const subjectType = { ...style.heading, leading: LEADING };
    const subject = fit(text(visual.centre), subjectType, inside(centre, SUBJECT));
    overlays.push({
      ...pill(centre, subject, stage, style.accent, style.onAccent),
      entrance: fade(),
    });
    return { overlays, description: `${visual.centre}: ${visual.terms.join(', ')}` };
  },
};
