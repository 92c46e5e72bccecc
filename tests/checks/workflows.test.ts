import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFiles } from '#tests/checks/sources.ts';

interface Job {
  permissions?: Record<string, string>;
  environment?: string;
  'timeout-minutes'?: number;
  steps: { uses?: string; run?: string; with?: Record<string, unknown> }[];
}
interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const workflows = projectFiles(['.github/workflows'], ['.yml']).map(({ path, text }) => ({
  path,
  text,
  jobs: Object.entries((parse(text) as Workflow).jobs),
  permissions: (parse(text) as Workflow).permissions,
}));
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

test('there are workflows for checks, deployment and release', () => {
  expect(workflows.map(({ path }) => path.split('/').at(-1))).toEqual([
    'checks.yml',
    'deploy.yml',
    'release.yml',
  ]);
});

describe.each(workflows)('$path', ({ text, jobs, permissions }) => {
  test('every action is pinned by commit, with its version beside it', () => {
    const used = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('nothing is permitted but what a job names, and only a release writes', () => {
    expect(permissions).toEqual({});
    for (const [name, job] of jobs) {
      const { contents, ...rest } = job.permissions ?? {};
      expect(contents).toBe(name === 'release' ? 'write' : 'read');
      expect(rest).toEqual(name === 'deploy' ? { 'id-token': 'write' } : {});
      expect(job['timeout-minutes']).toBeGreaterThan(0);
    }
  });

  test('no stored key is read, no token stays in the checkout', () => {
    expect(text).not.toMatch(/\bsecrets\./);
    const checkouts = jobs.flatMap(([, { steps }]) =>
      steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')),
    );
    for (const step of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
  });

  test('no text from outside is put into a command', () => {
    const commands = jobs.flatMap(([, { steps }]) => steps.flatMap(({ run }) => run ?? []));
    for (const command of commands) expect(command).not.toContain('${{');
  });

  test('every npm script that it runs is there', () => {
    const called = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
    for (const script of called) expect(scripts).toHaveProperty([script]);
  });
});

test('pull requests are checked by the very command that everybody runs', () => {
  const [checks] = workflows;
  const steps = checks?.jobs.find(([name]) => name === 'test')?.[1].steps ?? [];
  expect(steps.map(({ run }) => run)).toContain('bash .ci/run');
});
