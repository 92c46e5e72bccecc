import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MediaTools } from '#shared/ports/media-tools.ts';
import { readCharacterMap } from '#shared/scenes/text/character-map.ts';

let glyphs: Set<number> | undefined;

/** The family that a font file belongs to: its name up to the weight, `NotoSansArabic` of `NotoSansArabic_700Bold.ttf`. */
export function familyOf(file: string): string {
  return path.basename(file).replace(/_[^_]*$/, '');
}

/**
 * Reads once per process which letters our fonts have, whatever fonts the machine has beside them. All weights of a family
 * have the same letters, so one file of each is read.
 */
export async function loadGlyphs(tools: Pick<MediaTools, 'fontFiles'>): Promise<void> {
  if (glyphs !== undefined) return;
  const files = new Map((await tools.fontFiles()).map((file) => [familyOf(file), file]));
  const maps = await Promise.all(
    [...files.values()].map(async (file) => readCharacterMap(await readFile(file))),
  );
  glyphs = new Set(maps.flatMap((map) => [...map]));
}

/** Whether one of our fonts has the character; throws an `Error` before {@link loadGlyphs}. */
export function hasGlyph(character: string): boolean {
  if (glyphs === undefined) throw new Error('Letters are looked up before the fonts were read.');
  return glyphs.has(character.codePointAt(0) ?? 0);
}
