import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { adviceOn } from '#infra/cdk-command.ts';

const run = promisify(execFile);
const infra = (...args: string[]) => run(process.execPath, ['infra/cli.ts', ...args]);

test('the command says what it can do', async () => {
  const { stdout } = await infra('--help');
  for (const name of ['synth', 'deploy', 'diff', 'destroy']) expect(stdout).toContain(name);
});

test('a stage that is not there is told in one sentence, with what to do', async () => {
  const failed = infra('deploy', '--stage', 'nowhere');
  await expect(failed).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no stage nowhere'),
  });
  await expect(failed).rejects.toMatchObject({ stderr: expect.not.stringContaining('    at ') });
});

test.each([
  ['Unable to resolve AWS account to use. It must be either configured', /no credentials.*AWS_PROFILE/],
  ['ExpiredToken: The security token included in the request is expired', /have expired/],
  ['This CDK deployment requires bootstrap stack version 6', /cdk bootstrap/],
  ['but terminal (TTY) is not attached so we are unable to get a confirmation', /--yes/],
  ["Unable to execute 'docker' in order to build a container asset", /Docker/],
])('"%s" is followed by what a person can do', (said, advice) => {
  expect(adviceOn(said)).toMatch(advice);
});

test('without credentials, that is said at once and before anything is bundled', async () => {
  const failed = run(process.execPath, ['infra/cli.ts', 'diff'], {
    env: { HOME: '/nowhere', AWS_PROFILE: 'absent' },
  });
  await expect(failed).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^AWS_PROFILE names the profile absent, which is not there\.\nThere are none/,
    ),
  });
});

test('a stage is not taken down where nobody can be asked, unless it is said beforehand', async () => {
  await expect(infra('destroy')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
});

test('what nobody knows advice for has none', () => {
  expect(adviceOn('CREATE_FAILED | AWS::Lambda::Function')).toBeUndefined();
});
