import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** Parts of packages that functions never call; each of their exports throws instead, if anybody calls it after all. */
const NEVER_CALLED = /node_modules[/\\]zod[/\\]v4[/\\]core[/\\](to-json-schema|json-schema-processors)\.js$/;

/** What an AWS client says of all its operations; a bundle needs those of a few. */
const SCHEMAS = /node_modules[/\\]@aws-sdk[/\\]client-[\w-]+[/\\]dist-es[/\\]schemas[/\\]\w+\.js$/;

/**
 * Writes `{ [_hH]: x }` as `{ "httpHeader": x }` where `_hH` is a constant of the file: a computed key might do anything, so
 * that esbuild would keep every object that has one.
 */
function withPlainKeys(source: string): string {
  const constants = new Map(
    [...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return source.replaceAll(/\[(_\w+)\]:/g, (all, name: string) => {
    const text = constants.get(name);
    return text === undefined ? all : `${text}:`;
  });
}

/**
 * Leaves out what functions do not need, 110 kB in each: the ways in which the AWS clients look for credentials on a
 * person's machine (Lambda puts them into the environment), and zod's JSON Schema.
 */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(bundle) {
    bundle.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ resolveDir }) => ({
      path: 'credentials',
      namespace: 'leave-out',
      pluginData: resolveDir,
    }));
    bundle.onLoad({ filter: /^credentials$/, namespace: 'leave-out' }, ({ pluginData }) => ({
      contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
      resolveDir: pluginData as string,
    }));
    bundle.onLoad({ filter: SCHEMAS }, ({ path }) => ({
      contents: withPlainKeys(readFileSync(path, 'utf8')),
    }));
    bundle.onLoad({ filter: NEVER_CALLED }, ({ path }) => {
      const names = [...readFileSync(path, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)];
      const message = JSON.stringify(`${dirname(path).split(/[/\\]/).at(-3)} has no JSON Schema here.`);
      const contents = names.map(([, name]) => `export const ${name} = missing;`);
      return {
        contents: `const missing = () => { throw new Error(${message}); };\n${contents.join('\n')}\nexport { missing as process };`,
      };
    });
  },
};
