import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around, below, blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { numberFormat } from '#shared/scenes/visuals/chart/number-format.ts';
import { draw, rise } from '#shared/scenes/visuals/entrances.ts';
import { fitTitle } from '#shared/scenes/visuals/fit-title.ts';
import type { Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Breadth of the rule between number and title, and the room at each side of it, in units. */
const RULE = 0.5;
const ROOM = 4.5;

function rule(
  box: { x: number; y: number; width: number; height: number },
  { style }: Stage,
  entrance: Overlay['entrance'],
): Overlay {
  return {
    area: around(box, 1),
    entrance,
    paint: (context) => {
      context.fillStyle = style.accent;
      context.fillRect(box.x, box.y, box.width, box.height);
    },
  };
}

/** Number and title beside each other, a rule between them. */
function beside(number: string, title: string, stage: Stage, toLeft: boolean): Overlay[] {
  const { area, unit, style, fit } = stage;
  const figure = fit(number, style.display, {
    width: area.width * 0.3,
    height: area.height * 0.8,
    max: unit * 36,
    min: unit * 8,
    whole: true,
    maxLines: 1,
  });
  const taken = figure.width + (2 * ROOM + RULE) * unit;
  const width = area.width - taken;
  const box = { width, height: area.height * 0.86, max: unit * 12, min: unit * 4 };
  const words = fitTitle(title, style.display, box, fit);
  const tall = Math.max(words.height, figure.size * 0.9);
  const middle = blockTop(area, tall) + tall / 2;
  const left = toLeft ? area.x + width + (2 * ROOM + RULE) * unit : area.x;
  const ruleX = toLeft ? area.x + width + ROOM * unit : area.x + figure.width + ROOM * unit;
  const x = toLeft ? area.x : area.x + taken;
  return [
    textOverlay(
      figure,
      { x: left, y: middle - figure.height / 2, width: figure.width, colour: style.accent, align: 'left' },
      rise(),
    ),
    rule({ x: ruleX, y: middle - tall / 2, width: RULE * unit, height: tall }, stage, draw('wipe-down')),
    textOverlay(words, { x, y: middle - words.height / 2, width, colour: style.ink }, rise(1, 2, 180)),
  ];
}

/** The number above its title, a short rule between them. */
function stacked(number: string, title: string, stage: Stage, toLeft: boolean): Overlay[] {
  const { area, unit, style, fit } = stage;
  const figure = fit(
    number,
    { ...style.display, leading: 1 },
    {
      width: area.width,
      height: area.height * 0.36,
      max: unit * 30,
      min: unit * 8,
      whole: true,
      maxLines: 1,
    },
  );
  const gap = figure.height === 0 ? 0 : unit * 3;
  const ruleRoom = unit * 4.4;
  const head = figure.height + gap + ruleRoom;
  const box = { width: area.width, height: below(area, head).height, max: unit * 13, min: unit * 4 };
  const words = fitTitle(title, style.display, box, fit);
  const top = blockTop(area, head + words.height);
  const align = toLeft ? 'right' : 'left';
  const place = { x: area.x, width: area.width, align } as const;
  const length = unit * 12;
  const bar = {
    x: toLeft ? area.x + area.width - length : area.x,
    y: top + figure.height + gap,
    width: length,
    height: unit * 0.7,
  };
  return [
    ...(figure.height === 0 ? [] : [textOverlay(figure, { ...place, y: top, colour: style.accent }, rise())]),
    rule(bar, stage, draw(toLeft ? 'wipe-left' : 'wipe-right')),
    textOverlay(words, { ...place, y: top + head, colour: style.ink }, rise(1, 2, 180)),
  ];
}

/** The title of the chapter that begins, with its number where it has one. */
export const chapterVisual: VisualKind<'chapter'> = {
  kind: 'chapter',
  draw(visual, stage) {
    const { area, language, text } = stage;
    const { number } = visual;
    const shown = number === undefined ? '' : numberFormat(language, '', [number]).label(number);
    const toLeft = isRightToLeft(visual.title);
    const broad = area.width > area.height * 1.4 && shown !== '';
    const overlays = (broad ? beside : stacked)(text(shown), text(visual.title), stage, toLeft);
    return { overlays, description: shown === '' ? visual.title : `${shown}. ${visual.title}` };
  },
};
