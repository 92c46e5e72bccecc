import { Command, InvalidArgumentError } from 'commander';
import { clearError } from '#cli/progress/clear-error.ts';
import type { ServeFlags } from '#cli/serve/serve.ts';
import { sayOnStop } from '#cli/stop.ts';
import { readConfig } from '#local/config.ts';

const HIGHEST_PORT = 65_535;

const EXAMPLES = `
Examples:
  npm run serve
  npm run serve -- --port 8080 --inbox ~/Briefs --out ~/Films
  npm run serve -- --schedules examples/schedules

Films start over HTTP (see docs/reference/api.md), by the schedules of a folder, and from files that are dropped into the inbox.
The token for HTTP lies in owner-token in the home, .reelwright/ or where REELWRIGHT_HOME points. See docs/guides/serve.md.

Exit codes: 1 it could not serve, 130 you stopped it.`;

/** `serve`: everything that starts films, on one machine, until it is stopped. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the API, schedules and a watched folder on this machine.')
    .usage('-- [options]')
    .option('-p, --port <number>', 'port to listen on; 0 takes a free one', readPort, 4400)
    .option(
      '--host <address>',
      'address to listen on; only this machine reaches the default one',
      '127.0.0.1',
    )
    .option('-i, --inbox <folder>', 'folder whose files become films', 'inbox')
    .option('-o, --out <folder>', 'folder that gets the films of dropped files', 'out')
    .option('--schedules <folder>', 'folder of schedules, read at the start', 'schedules')
    .option('--json', 'print every event as a line of JSON', false)
    .option('--verbose', 'print the details of an error', false)
    .addHelpText('after', EXAMPLES)
    .action(async ({ verbose, ...flags }: ServeFlags & { verbose: boolean }) => {
      sayOnStop(() => void process.stderr.write('Stopped.\n'));
      try {
        const config = readConfig();
        // The rest of the program is loaded only when there is something to do, so that --help and mistakes answer at once.
        const { serve } = await import('#cli/serve/serve.ts');
        process.exitCode = await serve(config, flags);
        process.stderr.write('Stopped. The same command goes on from here.\n');
      } catch (thrown) {
        const error = clearError(thrown);
        process.stderr.write(`${['Error:', error.message, error.hint].filter(Boolean).join(' ')}\n`);
        if (verbose) process.stderr.write(`${error.stack}\n`);
        process.exitCode = 1;
      }
    });
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= HIGHEST_PORT) return port;
  throw new InvalidArgumentError(`A port is a number from 0 to ${HIGHEST_PORT}.`);
}
