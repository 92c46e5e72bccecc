import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { STYLES } from '#shared/domain/brief.ts';
import { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Where the styles lie that come with the product. Each address is spelled out: bundles take the file beside them by it. */
const FILES: { readonly [S in (typeof STYLES)[number]]: URL } = {
  midnight: new URL('../../../examples/styles/midnight.yaml', import.meta.url),
  paper: new URL('../../../examples/styles/paper.yaml', import.meta.url),
  signal: new URL('../../../examples/styles/signal.yaml', import.meta.url),
};

/** Every style that comes with the product, by the name a brief uses; each is read once, when it is first asked for. */
export const STYLE_SHEETS = Object.defineProperties(
  {},
  Object.fromEntries(
    Object.entries(FILES).map(([name, file]) => {
      let sheet: StyleSheet | undefined;
      const get = () => (sheet ??= StyleSheet.parse(parse(readFileSync(file, 'utf8'))));
      return [name, { enumerable: true, get }];
    }),
  ),
) as { readonly [S in keyof typeof FILES]: StyleSheet };
