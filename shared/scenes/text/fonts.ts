import { GlobalFonts } from '@napi-rs/canvas';
import type { AssetRef } from '#shared/domain/asset.ts';
import { AppError } from '#shared/errors.ts';
import type { MediaTools } from '#shared/ports/media-tools.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { familyOf, loadGlyphs } from '#shared/scenes/text/glyphs.ts';
import { checkFont } from '#shared/security/check-font.ts';

let families: string | undefined;

/**
 * Registers our fonts once per process, under names that no font of the system has, and reads which letters they have.
 * Fonts of the system are never named: the same film has the same bytes on every machine. Call before any text is
 * measured; calling again does nothing.
 */
export async function registerFonts(tools: Pick<MediaTools, 'fontFiles'>): Promise<void> {
  if (families !== undefined) return;
  await loadGlyphs(tools);
  const names = new Set<string>();
  for (const file of await tools.fontFiles()) {
    const name = `Reelwright ${familyOf(file)}`;
    GlobalFonts.registerFromPath(file, name);
    names.add(`"${name}"`);
  }
  families = [...names].join(', ');
}

const own = new Set<string>();

/**
 * Registers a person's own fonts, each once per process, so that a type can name their families. They may come from anybody, and
 * are looked at before they are opened. Call after {@link registerFonts}. Throws `MEDIA_INVALID` for a font that cannot be used.
 */
export async function registerOwnFonts(
  fonts: NonNullable<StyleSheet['fonts']>,
  read: (file: AssetRef) => Promise<Uint8Array>,
): Promise<void> {
  for (const { family, file } of fonts) {
    if (own.has(family)) continue;
    const bytes = await read(file);
    checkFont(bytes, 'of the brand');
    if (!GlobalFonts.register(Buffer.from(bytes), registeredName(family))) {
      throw new AppError('MEDIA_INVALID', 'A font of the brand cannot be opened.', {
        hint: 'Save it anew as TrueType or OpenType, or leave it out of the brand kit.',
      });
    }
    own.add(family);
  }
}

/** The name under which a font of that family is registered, for a CSS font; `Source Serif 4` is `SourceSerif4` in its files. */
export function registeredName(family: string): string {
  return `Reelwright ${family.replaceAll(' ', '')}`;
}

/**
 * The CSS font of a weight (400 to 900) and a size in pixels. Letters that `family` lacks are taken from the fonts that have
 * every script. Throws an `Error` before {@link registerFonts}.
 */
export function fontOf(weight: number, size: number, family?: string): string {
  if (families === undefined) throw new Error('Fonts are used before they were registered.');
  const first = family === undefined ? '' : `"${registeredName(family)}", `;
  return `${weight} ${size}px ${first}${families}`;
}
