import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stackName, TRANSIENT } from '#infra/build-app.ts';
import { ROOT } from '#infra/bundling/bundle-function.ts';
import { ENVIRONMENT } from '#infra/environment.ts';

/** What CDK's command says when something is amiss that a person can set right, and how. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /Unable to resolve AWS account|Need to perform AWS calls for account|Could not load credentials/i,
    'There are no credentials for AWS that work. Sign in (`aws sso login` or `aws configure`), set AWS_PROFILE to that profile, and try again.',
  ],
  [
    /ExpiredToken|security token included in the request is (expired|invalid)/i,
    'The credentials have expired or are wrong. Sign in again (`aws sso login`) and try again.',
  ],
  [
    /terminal \(TTY\) is not attached/i,
    'There is nobody to ask whether these rights may be given. Look at `npm run diff`, then add --yes.',
  ],
  [
    /is not bootstrapped|bootstrap stack version|Has the environment been bootstrapped/i,
    'The account has not been prepared for CDK in this region. Run `npx cdk bootstrap --app "" aws://ACCOUNT/REGION` once.',
  ],
  [
    /Cannot connect to the Docker daemon|docker: command not found|Unable to execute 'docker'/i,
    "The renderer's image is built by Docker, which does not run here. Start it, or name an image of a registry as rendererImage in the stage.",
  ],
];

/** CDK's command asks nobody for newer versions and tells nobody that it was used. */
const QUIET = { CDK_DISABLE_VERSION_CHECK: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' };

/** Where templates and bundles of a stage are put. */
export function outputOf(stage: string): string {
  return `${ROOT}/.cdk.out/${stage}`;
}

/** Runs `deploy`, `diff` or `destroy` of CDK's command on all stacks of a stage; gives its exit code. */
export async function deployWithCdk(
  command: 'deploy' | 'diff' | 'destroy',
  { stage, yes }: { stage: string; yes: boolean },
): Promise<number> {
  const bin = join(dirname(fileURLToPath(import.meta.resolve('aws-cdk/package.json'))), 'bin/cdk');
  const options = {
    deploy: ['--all', '--progress', 'events', ...(yes ? ['--require-approval', 'never'] : [])],
    // Without names it compares all stacks; it knows no --all.
    diff: [],
    destroy: [...TRANSIENT.map((part) => stackName(stage, part)), ...(yes ? ['--force'] : [])],
  };
  rmSync(outputOf(stage), { recursive: true, force: true });
  const child = spawn(
    process.execPath,
    [
      bin,
      command,
      ...options[command],
      ...['--app', `"${process.execPath}" infra/app.ts`],
      ...['--context', `stage=${stage}`],
      ...['--output', outputOf(stage), '--no-notices', '--no-version-reporting'],
    ],
    { cwd: ROOT, stdio: ['inherit', 'inherit', 'pipe'], env: { ...ENVIRONMENT, ...QUIET } },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    // Only the end tells why it failed.
    said = (said + chunk.toString()).slice(-100_000);
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve(exit ?? 1));
  });
  const advice = code === 0 ? undefined : adviceOn(said);
  if (advice) process.stderr.write(`\n${advice}\n`);
  return code;
}

/** What a person can do about what CDK's command said when it failed; undefined where we do not know. */
export function adviceOn(said: string): string | undefined {
  return ADVICE.find(([pattern]) => pattern.test(said))?.[1];
}
