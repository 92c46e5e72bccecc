import type { Plugin } from 'esbuild';
import { type FunctionName, manifest } from '#functions/manifest.ts';

/** Puts only a function's own row in the place of the manifest. */
export function onlyRow(name: FunctionName): Plugin {
  return {
    name: 'only-row',
    setup(bundle) {
      bundle.onLoad({ filter: /[/\\]functions[/\\]manifest\.ts$/ }, () => ({
        contents: `export const manifest = ${JSON.stringify({ [name]: manifest[name] })};`,
      }));
    },
  };
}
