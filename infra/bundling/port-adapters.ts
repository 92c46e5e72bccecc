import type { Plugin } from 'esbuild';

/**
 * Puts a module that opens only the named ports in the place of `shared/aws/adapters.ts`, so that a bundle holds the AWS
 * clients that its function may use and no others. Where nothing is spoken, the voices come without their engines.
 */
export function onlyPorts(ports: readonly string[], { speaks = true } = {}): Plugin {
  const module = (port: string) => (port === 'speech' && !speaks ? 'voices' : port);
  const contents = [
    ...ports.map((port) => `import { open as ${port} } from '#shared/aws/open/${module(port)}.ts';`),
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
