import { Command, InvalidArgumentError, Option } from 'commander';
import { exitCodeFor } from '#cli/make/command.ts';
import { clearError } from '#cli/progress/clear-error.ts';
import { createReporter } from '#cli/progress/create-reporter.ts';
import { onStop, STOPPED, sayOnStop } from '#cli/stop.ts';
import { readConfig } from '#local/config.ts';
import { RENDER_FORMATS, type RenderFormat } from '#shared/domain/film-format.ts';
import { AppError } from '#shared/errors.ts';

interface Flags {
  out: string;
  format: RenderFormat;
  at?: number[];
  schema?: boolean;
  json?: boolean;
  quiet?: boolean;
}

const EXAMPLES = `
Examples:
  npm run render -- out/deep-sea/timeline.json
  npm run render -- examples/timelines/hello.json --out films
  npm run render -- cut.otio                       (OpenTimelineIO: one track of pictures, one piece of music)
  npm run render -- cut.json --format webm         (docs/guides/formats.md tells what each is for)
  npm run render -- cut.json --format stills --at 3.5,7
  npm run render -- --schema > timeline.schema.json

docs/reference/timeline.md tells what a timeline may hold. Files that it names lie beside it or below.
The film goes to <out>/<name of the file>/film.mp4 (or .webm, .mov, .gif, still-001.png). The same command again goes on where it stopped; after a change only the
scenes that changed are rendered.

Exit codes: 0 the film passed its check, 3 it is degraded, 2 it failed its check, 1 it could not be made, 130 you stopped it.`;

/** `render`: a film from a timeline. */
export function renderCommand(): Command {
  return new Command('render')
    .description('Render a timeline.json, written by hand or handed over by make, or an OpenTimelineIO file.')
    .usage('-- <timeline> [options]')
    .argument('[timeline]', 'a timeline.json or .otio file')
    .option('-o, --out <folder>', 'folder that gets the film', 'out')
    .addOption(new Option('--format <name>', 'what is made').choices(RENDER_FORMATS).default('mp4'))
    .addOption(
      new Option('--at <seconds>', 'moments of stills, such as 3.5,7; one of each scene without')
        .argParser(readMoments)
        .implies({ format: 'stills' }),
    )
    .option('--schema', 'print the JSON Schema of timelines and do nothing else')
    .option('--json', 'print every event as a line of JSON')
    .option('--quiet', 'print nothing but the path of the film')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string | undefined, flags: Flags, command: Command) => {
      if (flags.schema) {
        const { timelineJsonSchema } = await import('#shared/render/timeline-file/json-schema.ts');
        process.stdout.write(`${JSON.stringify(timelineJsonSchema(), null, 2)}\n`);
        return;
      }
      if (file === undefined) command.help({ error: true });
      if (flags.at && flags.format !== 'stills') command.error('error: --at goes with --format stills only');
      process.exitCode = await render(file, flags);
    });
}

/** Seconds with commas between them. */
function readMoments(text: string): number[] {
  const moments = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (moments.every((seconds) => seconds >= 0 && seconds < Number.POSITIVE_INFINITY)) return moments;
  throw new InvalidArgumentError('Give seconds with commas between them, such as 3.5,7.');
}

/** Runs the command and gives its exit code; the help text lists them. */
async function render(file: string, { out, format, at, json, quiet }: Flags): Promise<number> {
  const startedAt = performance.now();
  const reporter = createReporter({ json: json === true, quiet: quiet === true });
  sayOnStop(() => reporter.stopped());
  try {
    const [{ openHost }, { renderFilm }] = await Promise.all([
      import('#local/host/host.ts'),
      import('#cli/render/render-film.ts'),
    ]);
    const request = { file, outFolder: out, format, ...(at ? { at } : {}) };
    const host = await openHost(readConfig());
    const stopping = new AbortController();
    const stopped = onStop(() => {
      stopping.abort(new AppError('CANCELLED', 'The work was stopped.'));
      return host.close();
    });
    try {
      const finished = await Promise.race([renderFilm(request, host, reporter, stopping.signal), stopped]);
      if (finished === 'stopped') {
        reporter.stopped();
        return STOPPED;
      }
      reporter.finish({ ...finished, elapsedMs: performance.now() - startedAt });
      return exitCodeFor([finished.film]);
    } finally {
      await host.close();
    }
  } catch (thrown) {
    reporter.fail(clearError(thrown));
    return 1;
  }
}
