/** `npm run synth`, `deploy`, `diff` and `destroy`. */
import { Command } from 'commander';
import { ROOT } from '#infra/bundling/bundle-function.ts';
import { deployWithCdk } from '#infra/cdk-command.ts';
import { readStage } from '#infra/config.ts';
import { synthesize } from '#infra/synth.ts';
import { AppError } from '#shared/errors.ts';

/** Where templates and bundles are put. */
const OUTPUT = `${ROOT}/.cdk.out`;

const program = new Command('reelwright-infra')
  .description('Brings the studio up in an AWS account. Stages are the files of infra/stages.')
  .showHelpAfterError('(--help says more)');

program
  .command('synth')
  .description('Writes the templates and bundles and checks them; needs no account and no network.')
  .option('--stage <name>', 'which stage', 'dev')
  .action(async ({ stage }: { stage: string }) => {
    const folder = await synthesize(stage, OUTPUT);
    process.stdout.write(`The stage ${stage} passes all checks. Templates and bundles: ${folder}\n`);
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
      process.exitCode = await deployWithCdk(name, { stage, yes });
    });
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint ?? ''}\n`);
  process.exitCode = 2;
}
