import { Command } from 'commander';
import { editCommand } from '#cli/edit/command.ts';
import { makeCommand } from '#cli/make/command.ts';
import { renderCommand } from '#cli/render/command.ts';
import { serveCommand } from '#cli/serve/command.ts';
import { smokeCommand } from '#cli/smoke/command.ts';
import { stylesCommand } from '#cli/styles/command.ts';
import { voicesCommand } from '#cli/voices/command.ts';
import { startFolder } from '#local/config.ts';
import projectPackage from '#package' with { type: 'json' };

/** Whoever read our output has gone, as `head` does: 128 + SIGPIPE, as shells count. State is kept. */
const READER_GONE = 141;

/** Runs the command line of this process. */
export async function run(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(READER_GONE);
    });
  }
  const folder = startFolder();
  if (folder) process.chdir(folder);
  const program = new Command('npm run')
    .version(projectPackage.version)
    .description('A studio in which AI agents make videos.')
    .addCommand(makeCommand())
    .addCommand(editCommand())
    .addCommand(renderCommand())
    .addCommand(serveCommand())
    .addCommand(smokeCommand())
    .addCommand(voicesCommand())
    .addCommand(stylesCommand());
  // A command does not take this over from the one that it is added to.
  program.showHelpAfterError('Run it with --help to see how it is used.');
  for (const command of program.commands) {
    command.showHelpAfterError(`Run npm run ${command.name()} -- --help to see how it is used.`);
  }
  await program.parseAsync();
}
