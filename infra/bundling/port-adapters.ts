import type { Plugin } from 'esbuild';

/**
 * Puts a module that opens only the named ports in the place of `shared/aws/adapters.ts`, so that a bundle holds the AWS
 * clients that its function may use and no others.
 */
export function onlyPorts(ports: readonly string[]): Plugin {
  const contents = [
    ...ports.map((port) => `import { open as ${port} } from '#shared/aws/open/${port}.ts';`),
    `export const adapters = { ${ports.join(', ')} };`,
  ].join('\n');
  return {
    name: 'only-ports',
    setup(bundle) {
      bundle.onResolve({ filter: /^#shared\/aws\/adapters\.ts$/ }, () => ({
        path: 'adapters',
        namespace: 'only-ports',
      }));
      bundle.onLoad({ filter: /.*/, namespace: 'only-ports' }, () => ({
        contents,
        loader: 'js',
        resolveDir: bundle.initialOptions.absWorkingDir ?? '.',
      }));
    },
  };
}
