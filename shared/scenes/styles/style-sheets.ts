import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { STYLES } from '#shared/domain/brief.ts';
import { AppError } from '#shared/errors.ts';
import { parseStyle } from '#shared/scenes/styles/parse-style.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { unknownStyle } from '#shared/scenes/styles/unknown-style.ts';

/** Where the styles lie that come with the product. Each address is spelled out: bundles take the file beside them by it. */
const FILES = {
  midnight: new URL('../../../examples/styles/midnight.yaml', import.meta.url),
  paper: new URL('../../../examples/styles/paper.yaml', import.meta.url),
  signal: new URL('../../../examples/styles/signal.yaml', import.meta.url),
  gallery: new URL('../../../examples/styles/gallery.yaml', import.meta.url),
  ember: new URL('../../../examples/styles/ember.yaml', import.meta.url),
  blueprint: new URL('../../../examples/styles/blueprint.yaml', import.meta.url),
  sorbet: new URL('../../../examples/styles/sorbet.yaml', import.meta.url),
  bulletin: new URL('../../../examples/styles/bulletin.yaml', import.meta.url),
  noir: new URL('../../../examples/styles/noir.yaml', import.meta.url),
  terrain: new URL('../../../examples/styles/terrain.yaml', import.meta.url),
} as const satisfies Record<(typeof STYLES)[number], URL>;

/** Every style that comes with the product, by the name a brief uses; each is read once, when it is first asked for. */
export const STYLE_SHEETS = Object.defineProperties(
  {},
  Object.fromEntries(
    Object.entries(FILES).map(([name, file]) => {
      let sheet: StyleSheet | undefined;
      const get = () => (sheet ??= parseStyle(parse(readFileSync(file, 'utf8')), name));
      return [name, { enumerable: true, get }];
    }),
  ),
) as { readonly [S in keyof typeof FILES]: StyleSheet };

/** The style of that name that comes with the product. Throws `OPTION_INVALID`, with the names that there are. */
export function styleNamed(name: string): StyleSheet {
  const problem = unknownStyle(name);
  if (problem !== undefined) throw new AppError('OPTION_INVALID', `Style: ${problem}.`);
  return STYLE_SHEETS[name as keyof typeof FILES];
}
