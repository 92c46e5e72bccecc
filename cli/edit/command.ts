import { Command } from 'commander';

/** `edit`: single operations on media. Its tools, and with them everything that handles media, are loaded only when it runs. */
export function editCommand(): Command {
  return new Command('edit')
    .description('Trim, join, crop, mix and otherwise edit films and sounds.')
    .usage('-- <tool> <file...> --out <file> [options]')
    .argument('[arguments...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (args: string[]) => {
      const { toolCommands } = await import('#cli/edit/tool-commands.ts');
      await toolCommands().parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
    });
}
