import * as z from 'zod';
import { FPS } from '#shared/domain/timeline.ts';

/** A chapter of the film, from its first frame to before that of the next. */
export const Chapter = z.strictObject({ title: z.string(), startFrame: z.int().nonnegative() });
export type Chapter = z.infer<typeof Chapter>;

/**
 * Chapters as ffmpeg's metadata file (its manual, "Metadata"), in order and without gaps: what comes before the first one
 * bears the film's title. Chapters that begin beyond the film are left out.
 */
export function chapterFile(chapters: readonly Chapter[], title: string, frames: number): string {
  const inFilm = chapters
    .filter(({ startFrame }) => startFrame < frames)
    .sort((one, other) => one.startFrame - other.startFrame);
  const opening = inFilm[0]?.startFrame === 0 ? [] : [{ title, startFrame: 0 }];
  const blocks = [...opening, ...inFilm].map(({ title, startFrame }, at, all) => {
    const end = all[at + 1]?.startFrame ?? frames;
    return `[CHAPTER]\nTIMEBASE=1/${FPS}\nSTART=${startFrame}\nEND=${end}\ntitle=${escapeValue(title)}\n`;
  });
  return `;FFMETADATA1\n${blocks.join('')}`;
}

/** A text without control characters, which would end an argument or break a player's display. */
export function plainText(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

function escapeValue(text: string): string {
  return plainText(text).replace(/[=;#\\]/g, '\\$&');
}
