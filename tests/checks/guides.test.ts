import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { manifest } from '#functions/manifest.ts';
import { queues } from '#functions/queues.ts';
import { ALARMS, anchor } from '#infra/alarms.ts';
import { StageConfig } from '#infra/config.ts';
import projectPackage from '#package' with { type: 'json' };
import { projectFiles } from '#tests/checks/sources.ts';

const pages = projectFiles(['docs', 'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'], ['.md']);
const deploy = readFileSync('docs/guides/deploy.md', 'utf8');
const operate = readFileSync('docs/guides/operate.md', 'utf8');

/** First groups of all places that fit. */
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, first = '']) => first);
const headings = (text: string) => found(text, /^#{1,6} (.+)$/gm);

test('every command of npm that a page names exists', () => {
  const named = pages.flatMap(({ path, text }) =>
    found(text, /\bnpm run ([\w:-]+)/g).map((script) => ({ path, script })),
  );
  const missing = named.filter(({ script }) => !Object.hasOwn(projectPackage.scripts, script));
  expect(named.length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});

test('every link from one page to another, or to a heading, leads somewhere', () => {
  const broken = pages.flatMap(({ path, text }) =>
    found(text.replace(/`[^`\n]*`/g, ''), /\]\((?!https?:)([^)\s]+)\)/g).filter((link) => {
      const [file = '', heading] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(target)) return true;
      return heading !== undefined && !headings(readFileSync(target, 'utf8')).map(anchor).includes(heading);
    }),
  );
  expect(broken).toEqual([]);
});

test('the guide to deployment explains every field of a stage, and none that there is not', () => {
  const explained = found(deploy, /^\| `(\w+)` \|/gm);
  expect(explained.sort()).toEqual(Object.keys(StageConfig.shape).sort());
  const [, table = ''] = deploy.split('## Describe your stage');
  const inner = (['scale', 'budgets', 'features', 'log'] as const).flatMap((group) =>
    Object.keys(StageConfig.shape[group].unwrap().shape),
  );
  expect(inner.filter((field) => !table.includes(`\`${field}\``))).toEqual([]);
});

test('the guide to operation has a section for every alarm, under its title', () => {
  const sections = headings(operate);
  const titles = Object.values(ALARMS).map(({ title }) => title);
  expect(titles.filter((title) => !sections.includes(title))).toEqual([]);
});

test('functions, queues, outputs and queries that the guides name are those that are deployed', () => {
  const text = `${deploy}\n${operate}`;
  const functions = found(text, /(?:--function-name |\/aws\/lambda\/)reelwright-dev-([\w-]+)/g);
  expect(functions.filter((name) => !Object.hasOwn(manifest, name))).toEqual([]);

  const dead = found(text, /`([\w-]+)-dead(?:\.fifo)?`/g);
  expect(dead.filter((name) => !Object.hasOwn(manifest, name) && !Object.hasOwn(queues, name))).toEqual([]);

  const stacks = projectFiles(['infra/stacks'], ['.ts']);
  const outputs = found(text, /output (\w+ \w+)\)/g);
  const missing = outputs.filter((output) => {
    const [stack = '', key = ''] = output.split(' ');
    const source = stacks.find(({ path }) => path === `infra/stacks/${stack.toLowerCase()}-stack.ts`)?.text;
    return !source?.includes(`new CfnOutput(this, '${key}'`);
  });
  expect(outputs.length).toBeGreaterThan(5);
  expect(missing).toEqual([]);

  const asked = readFileSync('infra/constructs/saved-queries.ts', 'utf8');
  const queries = ['failures by code', 'slowest functions', 'one run', 'one trace', 'spot interruptions'];
  expect(queries.filter((name) => !operate.includes(name) || !asked.includes(`'${name}'`))).toEqual([]);
});

test('the policies that the guide gives are JSON as IAM takes it', () => {
  const policies = found(deploy, /^( {4}\{\n {6}"Version"[\s\S]*?\n {4}\})$/gm).map((text) =>
    JSON.parse(text),
  );
  expect(policies).toHaveLength(2);
  for (const { Version, Statement } of policies) {
    expect(Version).toBe('2012-10-17');
    expect(Statement).toEqual([expect.objectContaining({ Effect: 'Allow', Action: expect.any(String) })]);
  }
});
