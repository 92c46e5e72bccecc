import type { Cue } from '#shared/domain/render-plan.ts';

/** The text of a caption, its lines parted by a blank. */
export function cueText({ lines }: Pick<Cue, 'lines'>): string {
  return lines.map((line) => line.map(({ text }) => text).join('')).join(' ');
}
