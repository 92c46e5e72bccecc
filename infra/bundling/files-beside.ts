import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

const FILE_URL = /new URL\('(\.[\w./-]+\.(ts|wasm|yaml|json))', import\.meta\.url\)/g;

/** Modules that were seen to open another file by its address. */
export interface FilesBeside {
  /** Scripts of worker threads, by the name of the file beside the bundle. */
  scripts: Map<string, string>;
  /** Data, by the same. */
  data: Map<string, string>;
}

/**
 * Where our code opens a file by its address (`new URL('./x.wasm', import.meta.url)`), the file goes beside the bundle, and a
 * script of a worker thread becomes a bundle of its own there.
 */
export function filesBeside(found: FilesBeside): Plugin {
  return {
    name: 'files-beside',
    setup(bundle) {
      const ours = /[/\\](shared|functions|containers)[/\\].+\.ts$/;
      bundle.onLoad({ filter: ours }, ({ path }) => {
        if (path.includes('node_modules')) return undefined;
        const text = readFileSync(path, 'utf8');
        if (!text.includes('import.meta.url')) return undefined;
        const contents = text.replaceAll(FILE_URL, (_, file: string, extension: string) => {
          const target = resolve(dirname(path), file);
          const name = `${basename(dirname(target))}-${basename(target)}`.replace(/\.ts$/, '.mjs');
          (extension === 'ts' ? found.scripts : found.data).set(name, target);
          return `new URL('./${name}', import.meta.url)`;
        });
        return { contents, loader: 'ts' };
      });
    },
  };
}

/** Of a package's `package.json` only the name and the version are ours to know. */
export const packageVersionsOnly: Plugin = {
  name: 'package-versions-only',
  setup(bundle) {
    bundle.onLoad({ filter: /node_modules[/\\].+[/\\]package\.json$/ }, ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};
