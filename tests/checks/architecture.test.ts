import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bareCode, importsOf, productCode, projectFiles } from '#tests/checks/sources.ts';

const code = productCode();
const tests = projectFiles(['tests'], ['.ts']);

/** Which rooms a room may import from, beside itself; see docs/architecture.md. */
const ARROWS: Record<string, readonly string[]> = {
  shared: [],
  functions: ['shared', 'platform'],
  local: ['functions', 'shared'],
  cli: ['local', 'shared'],
  infra: ['functions', 'shared'],
  containers: ['functions', 'shared', 'platform'],
  web: [],
};

/** Files that stand behind a port, or are the edge of the program, and so may touch what the port is for. */
const EDGES = /^(local|cli|infra|shared\/node|shared\/aws)\//;

test('imports run along the arrows only', () => {
  const wrong = code.flatMap((file) => {
    const [room = ''] = file.path.split('/');
    // The project's own package.json is everybody's.
    const allowed = [room, 'package', ...(ARROWS[room] ?? [])];
    return importsOf(file)
      .filter((name) => name.startsWith('#') && !allowed.includes(name.slice(1).split('/')[0] ?? ''))
      .map((name) => `${file.path} imports ${name}`);
  });
  expect(wrong).toEqual([]);
});

test('nobody climbs with ../ where a subpath import says where a thing lives', () => {
  const climbing = [...code, ...tests].flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('../') || name.startsWith('./'))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(climbing).toEqual([]);
});

test('AWS clients stay in shared/aws and infra', () => {
  const wrong = code.filter(
    (file) =>
      !/^(shared\/aws|infra)\//.test(file.path) &&
      importsOf(file).some((name) => /^(@aws-sdk|aws-cdk-lib|@smithy)\b/.test(name)),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('time, chance, environment, console and network are reached through ports', () => {
  const banned =
    /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bMath\.random\b|\bprocess\.env\b|\bconsole\.|(?<![.\w#])fetch\((?!\s*\w+: )|\brandomUUID\b|\bsetInterval\(/;
  const wrong = code
    .filter(({ path }) => !EDGES.test(path))
    .flatMap((file) => {
      const found = banned.exec(bareCode(file))?.[0];
      return found ? [`${file.path}: ${found}`] : [];
    });
  expect(wrong).toEqual([]);
});

test('the environment is read in one place of each home, and handed on to CDK in one', () => {
  const readers = code.filter((file) => /\bprocess\.env\b/.test(bareCode(file))).map(({ path }) => path);
  expect(readers).toEqual(['infra/environment.ts', 'local/config.ts', 'shared/aws/config.ts']);
});

test('files are small: median at most 100 lines, nine in ten at most 220, none over 350', () => {
  const sizes = code.map(({ lines }) => lines).sort((a, b) => a - b);
  const tooLong = [...code, ...tests]
    .filter(({ lines }) => lines > 350)
    .map(({ path, lines }) => `${path}: ${lines}`);
  expect(tooLong).toEqual([]);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(100);
  expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(220);
});

test('files are named in kebab-case for the one thing they do; there is no drawer for odds and ends', () => {
  const wrong = [...code, ...tests]
    .map(({ path }) => path)
    .filter((path) => {
      const name = path.split('/').at(-1) ?? '';
      return (
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|as))?\.tsx?$/.test(name) ||
        /^(index|utils?|helpers?|misc|common)\./.test(name)
      );
    });
  expect(wrong).toEqual([]);
});

test('every exported name has a docstring', () => {
  const bare = code.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, at) => {
      const name = /^export (?:async |abstract )?(?:const|function\*?|class|interface|type) (\w+)/.exec(
        line,
      )?.[1];
      if (!name || lines[at - 1]?.trim().endsWith('*/')) return [];
      // The type of a schema or a list that stands right above says no more than that one does.
      const derived = new RegExp(`^export type ${name} = .*typeof `).test(line);
      return derived ? [] : [`${path}: ${name}`];
    });
  });
  expect(bare).toEqual([]);
});

test('every path that comments and documents name exists', () => {
  const documents = projectFiles(['docs', 'README.md', 'CONTRIBUTING.md', 'SECURITY.md'], ['.md']);
  const named = [...code, ...documents].flatMap(({ path, text }) =>
    [
      ...text.matchAll(
        /(?<![\w./#-])((?:cli|docs|examples|functions|local|shared|statemachines|tests)\/[\w./-]+\.(?:ts|md|json|yaml))\b/g,
      ),
    ].map(([, target = '']) => ({ path, target })),
  );
  const missing = named
    .filter(({ target }) => !existsSync(target))
    .map(({ path, target }) => `${path} names ${target}`);
  expect(missing).toEqual([]);
});

test('every promise of docs/reliability.md names a test that exists', () => {
  const [page] = projectFiles(['docs/reliability.md'], ['.md']);
  const named = [...(page?.text ?? '').matchAll(/\| `(tests\/[^`]+)`: (.+) \|$/gm)];
  const missing = named.filter(
    ([, path = '', title = '']) => !existsSync(path) || !readFileSync(path, 'utf8').includes(title),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(missing.map(([, path, title]) => `${path}: ${title}`)).toEqual([]);
});
