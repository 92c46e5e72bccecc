import { Command } from 'commander';
import { clearError } from '#cli/progress/clear-error.ts';
import { readConfig } from '#local/config.ts';
import { STYLES } from '#shared/domain/brief.ts';

const EXAMPLES = `
Examples:
  npm run styles                                  a sheet of every style that comes with the product
  npm run styles -- noir my-style.yaml            of these
  npm run styles -- paper --brand brand.yaml      of a style with a brand in it
  npm run styles -- check my-style.yaml           tells all that is wrong with it
  npm run styles -- check --brand brand.yaml

A sheet shows the type, the colours with their least contrast, the grounds, the captions, and every kind of picture in every shape.
docs/guides/styles.md tells how to write a style.

Exit codes: 0 all is well, 1 something is wrong.`;

interface Flags {
  brand?: string;
  out: string;
  seed: string;
}

/** `styles`: contact sheets of styles and brands, and what is wrong with them. */
export function stylesCommand(): Command {
  return new Command('styles')
    .description('Draw what styles look like, or check one.')
    .usage('-- [check] [style...] [options]')
    .argument('[style...]', `names (${STYLES.join(', ')}) or files; all of them by default`)
    .option('-b, --brand <file>', 'a brand kit that overrides them')
    .option('-o, --out <folder>', 'folder that gets the sheets', 'out/styles')
    .option('--seed <number>', 'another number shows other grounds', '1')
    .addHelpText('after', EXAMPLES)
    .action(async ([first, ...rest]: string[], { brand, out, seed }: Flags) => {
      try {
        const config = readConfig();
        // The rest of the program is loaded only when there is something to do, so that --help and mistakes answer at once.
        const { checkLooks, drawSheets } = await import('#cli/styles/looks.ts');
        const told = (line: string) => void process.stdout.write(`${line}\n`);
        if (first === 'check') {
          const problems = await checkLooks(rest, brand, told);
          process.exitCode = problems > 0 ? 1 : 0;
        } else {
          const given = first === undefined ? [] : [first, ...rest];
          await drawSheets(given, { config, brand, out, seed: Number(seed) || 0 }, told);
        }
      } catch (thrown) {
        const error = clearError(thrown);
        process.stderr.write(`${['Error:', error.message, error.hint].filter(Boolean).join(' ')}\n`);
        process.exitCode = 1;
      }
    });
}
