import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { keepBrandFile, readLookFile } from '#cli/make/look-files.ts';
import { makeFolders } from '#cli/make/make-folders.ts';
import { drawContactSheet } from '#cli/styles/contact-sheet.ts';
import { type PictureStore, pictureStore } from '#cli/styles/draw-still.ts';
import type { LocalConfig } from '#local/config.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { isStyleFile } from '#shared/brief/given-options.ts';
import { STYLES } from '#shared/domain/brief.ts';
import { toAppError } from '#shared/errors.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import type { BrandKit } from '#shared/scenes/styles/brand-kit.ts';
import type { Look } from '#shared/scenes/styles/look.ts';
import { parseStyle, readStyle } from '#shared/scenes/styles/parse-style.ts';
import { resolveLook } from '#shared/scenes/styles/resolve-look.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { styleNamed } from '#shared/scenes/styles/style-sheets.ts';
import { registerFonts, registerOwnFonts } from '#shared/scenes/text/fonts.ts';

async function sheetOf(given: string): Promise<StyleSheet> {
  return isStyleFile(given) ? parseStyle(await readLookFile(given), basename(given)) : styleNamed(given);
}

async function brandOf(file: string | undefined, store: PictureStore): Promise<BrandKit | undefined> {
  const put = async (_: unknown, bytes: Uint8Array, mediaType: string) => store.add(bytes, mediaType);
  return file === undefined ? undefined : await keepBrandFile(file, LOCAL_TENANT, { put });
}

/** Says what is wrong with each style, and with a brand on it; gives how many problems there are. Throws for unreadable files. */
export async function checkLooks(
  given: readonly string[],
  brandFile: string | undefined,
  told: (line: string) => void,
): Promise<number> {
  const kit = await brandOf(brandFile, pictureStore());
  const asked = given.length > 0 ? given : kit ? [kit.style ?? 'midnight'] : STYLES;
  let count = 0;
  for (const style of asked) {
    const value = isStyleFile(style) ? await readLookFile(style) : styleNamed(style);
    const { sheet, problems } = readStyle(value);
    if (sheet && kit && problems.length === 0) problems.push(...brandProblems(sheet, kit));
    const name = kit ? `${style} with ${kit.name}` : style;
    told(problems.length === 0 ? `${name}: all is well` : `${name}:`);
    for (const problem of problems) told(`  ${problem}`);
    count += problems.length;
  }
  return count;
}

function brandProblems(sheet: StyleSheet, kit: BrandKit): string[] {
  try {
    resolveLook(sheet, kit);
    return [];
  } catch (error) {
    return [toAppError(error).message];
  }
}

/** Draws a contact sheet of each style into a folder and says where it is. Throws for a style that cannot be used. */
export async function drawSheets(
  given: readonly string[],
  {
    config,
    brand,
    out,
    seed,
  }: { config: LocalConfig; brand?: string | undefined; out: string; seed: number },
  told: (line: string) => void,
): Promise<void> {
  const { home, ffmpegPath, searchPath } = config;
  const tools = createMediaTools({
    ...(ffmpegPath ? { ffmpegPath } : {}),
    searchPath,
    cacheFolder: join(home, 'cache'),
  });
  await registerFonts(tools);
  const store = pictureStore();
  const kit = await brandOf(brand, store);
  await makeFolders(resolve(out));
  for (const style of given.length > 0 ? given : kit ? [kit.style ?? 'midnight'] : STYLES) {
    const sheet = await sheetOf(style);
    const look: Look = kit ? { ...resolveLook(sheet, kit), about: `With the brand of ${kit.name}` } : sheet;
    await registerOwnFonts(look.fonts ?? [], async (ref) => store.bytes(ref));
    const file = join(out, `${look.name}${kit ? '-brand' : ''}.png`);
    await writeFile(file, await (await drawContactSheet(look, store, { seed })).encode('png'));
    told(file);
  }
}
