import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Takes Node's `http` by `require`. Importing it as a module reads every one of its exports, `WebSocket` among them, which
 * loads Node's whole fetch: some 15 ms of processor time at the start of each function, for nothing.
 */
export const plainHttp: Plugin = {
  name: 'plain-http',
  setup(bundle) {
    bundle.onResolve({ filter: /^(node:)?http$/ }, ({ path, kind }) =>
      kind === 'import-statement' && isBuiltin(path) ? { path: 'http', namespace: 'plain-http' } : undefined,
    );
    bundle.onLoad({ filter: /^http$/, namespace: 'plain-http' }, () => ({
      contents: `module.exports = require('node:http');`,
      loader: 'js',
    }));
  },
};
