/** `npm run synth`, `deploy`, `diff` and `destroy`. */
import { rmSync } from 'node:fs';
import { relative } from 'node:path';
import { Command } from 'commander';
import { stackName } from '#infra/build-app.ts';
import { deployWithCdk, outputOf } from '#infra/cdk-command.ts';
import { readStage } from '#infra/config.ts';
import { requireCredentials } from '#infra/credentials.ts';
import { ENVIRONMENT } from '#infra/environment.ts';
import { synthesize } from '#infra/synth.ts';
import { AppError } from '#shared/errors.ts';

/** What `synth` has looked at when it ends well. */
const CHECKED =
  "Checked: the stage's file; that each function's bundle can be made; the templates, by CDK's own rules and by the AWS Solutions rules of cdk-nag.";

const program = new Command('reelwright-infra')
  .description('Brings the studio up in an AWS account. Stages are the files of infra/stages.')
  .showHelpAfterError('(--help says more)');

program
  .command('synth')
  .description('Writes the templates and bundles and checks them; needs no account and no network.')
  .option('--stage <name>', 'which stage', 'dev')
  .action(async ({ stage }: { stage: string }) => {
    readStage(stage);
    rmSync(outputOf(stage), { recursive: true, force: true });
    const folder = relative(process.cwd(), await synthesize(stage, outputOf(stage)));
    process.stdout.write(`Templates and bundles of the stage ${stage} are in ${folder}.\n${CHECKED}\n`);
  });

for (const [name, description] of [
  ['deploy', 'Brings a stage up, or up to date.'],
  ['diff', 'Says what a deployment would change.'],
  ['destroy', 'Takes a stage down. The stack of the data stays: the table, the files and the backups.'],
] as const) {
  program
    .command(name)
    .description(description)
    .option('--stage <name>', 'which stage', 'dev')
    .option('--yes', 'do not ask', false)
    .action(async ({ stage, yes }: { stage: string; yes: boolean }) => {
      readStage(stage);
      if (name === 'destroy' && !yes && !process.stdin.isTTY) {
        throw new AppError(
          'CONFIG_INVALID',
          'Nobody can be asked here whether the stage is to be taken down.',
          {
            hint: 'To take it down without being asked, add --yes.',
          },
        );
      }
      requireCredentials(ENVIRONMENT);
      process.exitCode = await deployWithCdk(name, { stage, yes });
      if (name === 'destroy' && process.exitCode === 0) {
        process.stdout.write(
          `${stackName(stage, 'Data')} stays, with the table, the files, the people and the backups. docs/guides/operate.md says how to remove it.\n`,
        );
      }
    });
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint ?? ''}\n`);
  process.exitCode = 2;
}
