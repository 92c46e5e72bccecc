import { Command, InvalidArgumentError } from 'commander';
import { clearError } from '#cli/progress/clear-error.ts';
import { sayOnStop } from '#cli/stop.ts';
import { readConfig } from '#local/config.ts';
import { homePaths } from '#local/home.ts';

const EXAMPLES = `
Examples:
  npm run voices -- list
  npm run voices -- install kokoro-en
  npm run voices -- install piper-de-thorsten --from ~/Downloads/vits-piper-de_DE-thorsten-high.tar.bz2
  npm run voices -- say sherpa:kokoro-en "Half of the ocean floor lies deeper." --out voice.wav
  npm run make -- notes.txt --voice sherpa:kokoro-en

Voices are kept in .reelwright/voices (or where REELWRIGHT_HOME points). See docs/guides/voices.md.`;

/** `voices`: which voices there are; installs, removes and tries them. */
export function voicesCommand(): Command {
  const command = new Command('voices')
    .description('List, install, remove and try voices.')
    .usage('-- <list|install|remove|say|check> [options]')
    .addHelpText('after', EXAMPLES);
  command
    .command('list')
    .description('voices of this machine, and those that can be installed')
    .option('-l, --language <code>', 'only those that speak it')
    .action((flags: { language?: string }) =>
      act(async () => {
        const { listVoices } = await import('#cli/voices/list-voices.ts');
        process.stdout.write(listVoices(readConfig(), flags.language));
      }),
    );
  command
    .command('install')
    .description('download a neural voice, check it and install it')
    .argument('<name>', 'its name in the list, or a new one together with --from')
    .option('--from <address or file>', 'another place to take the archive from')
    .option('--sha256 <hash>', 'what the archive must be')
    .option('--accept', 'install an archive whose hash nobody here knows')
    .option('-l, --language <code>', 'what a voice speaks that is not in the list', languages)
    .option('--licence <words>', 'its licence, for your records')
    .action((name: string, flags) =>
      act(async () => {
        const { installVoice } = await import('#cli/voices/install-voice.ts');
        const { createProgress } = await import('#cli/voices/progress.ts');
        const installed = await installVoice(name, flags, readConfig(), createProgress(process.stderr));
        const { MOST_SPEAKERS } = await import('#shared/providers/speech/sherpa/sherpa-speech.ts');
        const speakers = Math.min(installed.speakers, MOST_SPEAKERS);
        const others = speakers > 1 ? ` It has other speakers: #1 to #${speakers - 1} behind its name.` : '';
        process.stdout.write(`Installed. Use it with --voice sherpa:${installed.name}.${others}\n`);
      }),
    );
  command
    .command('remove')
    .description('remove an installed voice')
    .argument('<name>', 'its name, without "sherpa:"')
    .action((name: string) =>
      act(async () => {
        const { removeVoice } = await import('#cli/voices/remove-voice.ts');
        await removeVoice(name, homePaths(readConfig().home).voices);
        process.stdout.write(`Removed ${name}.\n`);
      }),
    );
  command
    .command('say')
    .description('say a text, to hear a voice')
    .argument('<voice>', 'name of a voice, as --voice of make takes it')
    .argument('<text...>', 'what it says')
    .requiredOption('-o, --out <file>', 'WAV file that is written')
    .option('-l, --language <code>', 'language of the text (default: the first that the voice speaks)')
    .action((voice: string, words: string[], flags: { out: string; language?: string }) =>
      act(async () => {
        const { sayText } = await import('#cli/voices/say-text.ts');
        process.stdout.write(await sayText({ voice, text: words.join(' '), ...flags }, readConfig()));
      }),
    );
  command
    .command('check')
    .description('say a sentence with every voice of this machine')
    .action(() =>
      act(async () => {
        const { checkVoices } = await import('#cli/voices/check-voices.ts');
        process.exitCode = (await checkVoices(readConfig(), process.stdout)) ? 0 : 1;
      }),
    );
  return command;
}

function languages(given: string): string[] {
  const codes = given.split(',').map((code) => code.trim());
  if (codes.every((code) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code))) return codes;
  throw new InvalidArgumentError('Give codes such as en or pt-BR, parted by commas.');
}

async function act(work: () => Promise<void>): Promise<void> {
  sayOnStop(() => void process.stderr.write('Stopped.\n'));
  try {
    await work();
  } catch (thrown) {
    const { message, hint } = clearError(thrown);
    process.stderr.write(`${['Error:', message, hint].filter(Boolean).join(' ')}\n`);
    process.exitCode = 1;
  }
}
