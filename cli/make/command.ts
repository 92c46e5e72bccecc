import { Command, Option } from 'commander';
import { clearError } from '#cli/progress/clear-error.ts';
import { createReporter } from '#cli/progress/create-reporter.ts';
import { onStop, STOPPED, sayOnStop } from '#cli/stop.ts';
import { type LocalConfig, readConfig } from '#local/config.ts';
import { parseOptions } from '#shared/brief/given-options.ts';
import {
  ASPECTS,
  CAPTION_MODES,
  CAPTION_STYLES,
  MUSIC_MOODS,
  PLATFORMS,
  QUALITIES,
  SCENE_FAILURES,
  STYLES,
} from '#shared/domain/brief.ts';
import type { FilmPackage } from '#shared/domain/package.ts';
import { FLITE_VOICES } from '#shared/providers/speech/flite/voices.ts';

interface Flags {
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  [option: string]: unknown;
}

const EXAMPLES = `
Examples:
  npm run make -- examples/briefs/deep-sea.md
  npm run make -- notes.txt --aspect 9:16 --duration 30 --style signal
  npm run make -- "The history of tea" --sources texts/      (without texts: Wikipedia, where there is a network)
  npm run make -- https://example.org/article.html --images pictures/

A text file may begin with front matter: lines of "option: value" between two lines of ---.
A .json or .yaml brief has one of topic, text, file or address, and options beside it. Flags win over both.
Files and folders that a brief names lie beside it or below; --out is a flag only.

The film goes to out/<name>/film.mp4, with captions, thumbnail, script, timeline, metadata and report beside it.
When another brief of that name has its film there already, the new one goes to out/<name>-2/. A film that fails its check
goes to out/<name>/failed/, and an earlier one stays.
State is kept in .reelwright/ (or where REELWRIGHT_HOME points); the same command again goes on where it stopped.

The last line tells the verdict, its reasons and the path.

Exit codes: 0 the film passed its check, 3 it is degraded (whole, with something less than was asked for), 2 it failed its
check, 1 it could not be made, 130 you stopped it. Of several films the worst one's.`;

/** `make`: a film from a brief. */
export function makeCommand(): Command {
  return new Command('make')
    .description('Make a narrated, captioned film from a topic, a text, a page or an address.')
    .usage('-- <brief> [options]')
    .argument('[brief...]', 'a text, Markdown, HTML, JSON or YAML file; an address; or a topic in words')
    .option('-d, --duration <length>', 'wanted length, 5 s to 30 min: 45, 45s, 1m30s or 1:30 (default: 45)')
    .addOption(choice('-a, --aspect <shape>', 'shape of the picture', ASPECTS, '16:9'))
    .option(
      '-s, --style <name or file>',
      `look of the film: ${STYLES.join(', ')}, or a file with one of your own (default: midnight)`,
    )
    .option('-b, --brand <file>', 'a brand kit: logo, colours, fonts, intro, outro')
    .option(
      '-v, --voice <name>',
      `English: ${FLITE_VOICES.map(({ name }) => name).join(', ')}; more: npm run voices -- list; auto for the best one, none for captions only (default: auto)`,
    )
    .option(
      '-l, --language <code>',
      'language of the text, for example en or de (default: found in the text)',
    )
    .addOption(
      choice(
        '-c, --captions <mode>',
        'captions in the picture, only as files, or none',
        CAPTION_MODES,
        'burned',
      ),
    )
    .addOption(choice('--caption-style <name>', 'how captions behave', CAPTION_STYLES, 'auto'))
    .option(
      '-m, --music <mood or file>',
      `music bed: ${MUSIC_MOODS.join(', ')}, or a sound file of your own (default: calm)`,
    )
    .addOption(choice('-p, --platform <name>', 'loudness and limits of', PLATFORMS, 'any'))
    .option('-i, --images <folder>', 'pictures to be used')
    .option('-f, --footage <file or folder>', 'videos of your own to be used')
    .option('-r, --recording <file>', 'the narration, spoken by you, instead of a voice')
    .option('--pronunciations <file>', 'how words are said that a voice reads wrongly (YAML)')
    .option(
      '--translations <code=file>',
      'the text in another language, for a version in it; may be given again',
      addTranslation,
    )
    .option('--sources <folder>', 'texts to make a bare topic from')
    .option('-t, --title <words>', 'title of the film (default: found in the text)')
    .option('-o, --out <folder>', 'folder that gets the film (default: out)')
    .option('--seed <number>', 'another number gives another variation (default: 1)')
    .addOption(
      choice(
        '-q, --quality <name>',
        'draft is small and quick, standard is 1080p, uhd is 4K',
        QUALITIES,
        'standard',
      ),
    )
    .addOption(
      choice(
        '--on-scene-failure <what>',
        'what becomes of a scene whose pictures cannot be made',
        SCENE_FAILURES,
        'placeholder',
      ),
    )
    .option('--json', 'print every event as a line of JSON')
    .option('--quiet', 'print nothing but the path of the film')
    .option('--verbose', 'print the details of an error')
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], flags: Flags, command: Command) => {
      if (words.length === 0) command.help({ error: true });
      process.exitCode = await make(words.join(' '), flags);
    });
}

/** Collects `es=text.es.md` into an object. */
function addTranslation(given: string, before: Record<string, string> = {}): Record<string, string> {
  const [language = '', ...path] = given.split('=');
  return { ...before, [language]: path.join('=') };
}

function choice(flags: string, description: string, values: readonly string[], standard: string): Option {
  return new Option(flags, `${description}: ${values.join(', ')} (default: ${standard})`);
}

/** Runs the command and gives its exit code; the help text lists them. */
async function make(given: string, { json, quiet, verbose, ...flags }: Flags): Promise<number> {
  const startedAt = performance.now();
  let reporter = createReporter({ json: json === true, quiet: quiet === true });
  sayOnStop(() => reporter.stopped());
  try {
    const options = parseOptions(flags, 'On the command line');
    const config = readConfig();
    // The rest of the program is loaded only when there is something to do, so that --help and mistakes answer at once.
    const [{ readRequest }, { openHost }, { orderFilms, produce }] = await Promise.all([
      import('#cli/make/request.ts'),
      import('#local/host/host.ts'),
      import('#cli/make/produce.ts'),
    ]);
    const request = await readRequest(given, options);
    await checkVoiceOf(request.options.voice, config);
    const host = await openHost(config);
    const stopped = onStop(() => host.close());
    try {
      const films: FilmPackage[] = [];
      for (const [at, order] of (await orderFilms(request, options.out ?? 'out', host)).entries()) {
        if (at > 0) reporter = createReporter({ json: json === true, quiet: quiet === true });
        const finished = await Promise.race([produce(order, host, reporter), stopped]);
        if (finished === 'stopped') {
          reporter.stopped();
          return STOPPED;
        }
        reporter.finish({ ...finished, elapsedMs: performance.now() - startedAt });
        films.push(finished.film);
      }
      return exitCodeFor(films);
    } finally {
      await host.close();
    }
  } catch (thrown) {
    const error = clearError(thrown);
    reporter.fail(error);
    if (verbose) process.stderr.write(`${error.stack}\n${describeCause(error.cause)}`);
    return 1;
  }
}

/** A voice that nobody has is told of before anything is made. Throws `VOICE_UNAVAILABLE`. */
async function checkVoiceOf(voice: string | undefined, config: LocalConfig): Promise<void> {
  if (voice === undefined || voice === 'auto' || voice === 'none') return;
  const [{ openSpeech }, { checkVoice }] = await Promise.all([
    import('#cli/voices/open-speech.ts'),
    import('#shared/agents/narrator/choose-voice.ts'),
  ]);
  checkVoice(openSpeech(config), voice);
}

/** Exit codes by what the check of a film came to. */
const EXIT_CODES = { passed: 0, degraded: 3, failed: 2 } as const;

/** 0 for films that all passed, 2 where one of them failed, else 3: one of them is degraded. */
export function exitCodeFor(films: readonly Pick<FilmPackage, 'verdict'>[]): number {
  const worst = (['failed', 'degraded'] as const).find((each) =>
    films.some(({ verdict }) => verdict === each),
  );
  return EXIT_CODES[worst ?? 'passed'];
}

function describeCause(cause: unknown): string {
  if (cause === undefined) return '';
  return `Cause: ${cause instanceof Error ? cause.stack : String(cause)}\n`;
}
