import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Storyboard, Visual } from '#shared/domain/storyboard.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import type { Figure } from '#shared/language/figure.ts';
import { findFigures } from '#shared/language/find-figures.ts';
import { numberKeys } from '#shared/language/number-keys.ts';
import { asciiDigits } from '#shared/language/number-words.ts';
import { spelledValue } from '#shared/language/spelled-value.ts';
import { textsOf } from '#shared/scenes/texts-of.ts';

/** Numbers of a source, in every form in which they may be told. */
interface SourceNumbers {
  /** Digits of each, separators removed. */
  keys: ReadonlySet<string>;
  /** What they are worth: `1.2 million` and `1,200,000` are the same. */
  values: ReadonlySet<number>;
  /** All its words, for numbers that are written in words. */
  words: string;
}

/**
 * Every number in the pictures stands in the source: in figures or words, with or without its factor. Numbers that count the film's
 * own things (chapters, items of a list, ticks of an axis) are no texts of a visual and are left out.
 */
export function checkNumbers(storyboard: Storyboard, document: Document, timeline: Timeline): DeliveryCheck {
  const wanted = 'every number on the screen stands in the source';
  const source = numbersOf(sourceText(document), storyboard.language);
  for (const { id, visual } of storyboard.scenes) {
    const invented = shownTexts(visual)
      .flatMap((text) => unknownNumbers(text, source, storyboard.language))
      .at(0);
    if (invented === undefined) continue;
    const at = timeline.scenes.find((scene) => scene.id === id)?.startFrame ?? 0;
    const measured = `${id} shows ${invented}`;
    return { promise: 'numbers-sourced', wanted, measured, ok: false, atMs: Math.round((at * 1000) / FPS) };
  }
  return { promise: 'numbers-sourced', wanted, measured: wanted, ok: true };
}

/** Texts with numbers; the values of a chart as text. A listing and the picture of a page are the source itself. */
function shownTexts(visual: Visual): string[] {
  if (visual.kind === 'code' || visual.kind === 'screenshot') return [];
  const values = visual.kind === 'chart' ? visual.points.map(({ value }) => String(Math.abs(value))) : [];
  return [...textsOf(visual), ...values];
}

function sourceText({ title, sections, images, origins }: Document): string {
  const blocks = sections.flatMap(({ heading, blocks }) => [
    heading ?? '',
    ...blocks.flatMap((block) => {
      if (block.kind === 'table')
        return [block.header.join('; '), ...block.rows.map((row) => row.join('; '))];
      if (block.kind === 'list') return block.items.map(({ text }) => text);
      if (block.kind === 'image') return [block.alt ?? ''];
      if (block.kind === 'code') return [block.code];
      const by = block.kind === 'quote' ? [block.source ?? ''] : [];
      return [...block.sentences.map(({ text }) => text), ...by];
    }),
  ]);
  return [title, ...blocks, ...images.map(({ alt }) => alt ?? ''), ...origins].join('\n');
}

function numbersOf(text: string, language: string): SourceNumbers {
  const figures = findFigures(text, language);
  const words = plain(text);
  const values = [
    ...figures.flatMap((figure) => valuesOf(figure, language)),
    // Small ones without a unit are no figures of a text, but may be shown as such.
    ...words.split(' ').flatMap((word) => spelledValue(word, language) ?? []),
  ];
  return { keys: numberKeys(text), values: new Set(values), words: ` ${words} ` };
}

/** What a number is worth: with its factor, and the figure alone. */
function valuesOf({ value, text, spelled }: Figure, language: string): number[] {
  if (spelled) {
    const told = spelledValue(text, language);
    return told === undefined ? [] : [told];
  }
  return value === undefined ? [] : [Math.abs(value)];
}

/** Numbers of a text on the screen that the source does not have. */
function unknownNumbers(text: string, { keys, values, words }: SourceNumbers, language: string): string[] {
  const figures = findFigures(text, language);
  const written = [...numberKeys(text)].filter((key) => {
    if (keys.has(key) || values.has(Number(key))) return false;
    const whole = figures.find((figure) => asciiDigits(figure.text).replace(/\D/gu, '') === key);
    return !(whole && valuesOf(whole, language).some((value) => values.has(value)));
  });
  const spelled = figures.filter((figure) => {
    if (!figure.spelled || words.includes(` ${plain(figure.text)} `)) return false;
    return !valuesOf(figure, language).some((value) => values.has(value) || keys.has(String(value)));
  });
  return [...written, ...spelled.map((figure) => `“${figure.text}”`)];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
