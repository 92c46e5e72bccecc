import { Command } from 'commander';
import { makeCommand } from '#cli/make/command.ts';

const program = new Command('reelwright')
  .description('A studio in which AI agents make videos.')
  .showHelpAfterError('Run it with --help to see how it is used.')
  .addCommand(makeCommand());

await program.parseAsync();
