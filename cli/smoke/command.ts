import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { clearError } from '#cli/progress/clear-error.ts';
import { readAddress } from '#cli/smoke/address.ts';
import { createJsonNarrator, createPlainNarrator, withoutToken } from '#cli/smoke/reporters.ts';
import { sayOnStop } from '#cli/stop.ts';
import { AppError } from '#shared/errors.ts';

interface Flags {
  url: string;
  token?: string;
  tokenFile?: string;
  live?: string;
  timeout: number;
  keepGoing: boolean;
  json: boolean;
}

const EXAMPLES = `
Examples:
  npm run smoke -- --url http://127.0.0.1:4400 --token-file .reelwright/owner-token --live ws://127.0.0.1:4400/live
  npm run smoke -- --url https://abc.execute-api.eu-central-1.amazonaws.com --token-file token.txt

It makes one film of twelve seconds as a draft, asks for it again, and leaves both in the list of films.
A token that is given by --token stays in the history of your shell; --token-file does not.

Exit codes: 0 everything holds, 1 something does not or could not be looked at, 130 you stopped it.`;

/** `smoke`: looks whether a live installation does what it must. */
export function smokeCommand(): Command {
  return new Command('smoke')
    .description('Check a live installation: who is let in, and whether a film is made as promised.')
    .usage('-- --url <api> --token-file <file> [options]')
    .requiredOption('--url <api>', 'address of the API')
    .option('--token <token>', 'access token')
    .option('--token-file <file>', 'file that holds the access token')
    .option('--live <url>', 'address of the live connection, to be watched too')
    .option('--timeout <seconds>', 'how long a film may take', readSeconds, 600)
    .option('--keep-going', 'go on after something that does not hold', false)
    .option('--json', 'print every check as a line of JSON', false)
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      sayOnStop(() => void process.stderr.write('Stopped.\n'));
      try {
        process.exitCode = await run(flags);
      } catch (thrown) {
        const { message, hint } = clearError(thrown);
        process.stderr.write(`${['Error:', message, hint].filter(Boolean).join(' ')}\n`);
        process.exitCode = 1;
      }
    });
}

async function run({ timeout, keepGoing, json, ...flags }: Flags): Promise<number> {
  const url = readAddress(flags.url, '--url', 'https');
  const live = flags.live === undefined ? undefined : readAddress(flags.live, '--live', 'wss');
  const token = await readToken(flags);
  const out = withoutToken(process.stdout, token);
  const narrator = json ? createJsonNarrator(out) : createPlainNarrator(out);
  // The rest of the program is loaded only when there is something to do, so that --help and mistakes answer at once.
  const { smoke } = await import('#cli/smoke/smoke.ts');
  const options = {
    url,
    token,
    keepGoing,
    patienceSeconds: timeout,
    ...(live === undefined ? {} : { live }),
  };
  const outcomes = await smoke(options, narrator);
  narrator.end(outcomes);
  return outcomes.every(({ result }) => result === 'holds') ? 0 : 1;
}

async function readToken({ token, tokenFile }: Pick<Flags, 'token' | 'tokenFile'>): Promise<string> {
  if ((token === undefined) === (tokenFile === undefined)) {
    throw new AppError('OPTION_INVALID', 'Give either --token-file or --token.');
  }
  const text = tokenFile === undefined ? (token ?? '') : await readTokenFile(tokenFile);
  if (/^[\x21-\x7e]{8,}$/.test(text.trim())) return text.trim();
  throw new AppError('OPTION_INVALID', 'That is no token: it must be one line without spaces.');
}

async function readTokenFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError('OPTION_INVALID', `The token cannot be read from ${path}.`, { cause });
  }
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('Give seconds, up to a day.');
}
