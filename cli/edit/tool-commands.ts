import { Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { type EditFlags, runTool } from '#cli/edit/run-tool.ts';
import { sayEdited, sayError } from '#cli/edit/say-edited.ts';
import { onStop, STOPPED, sayOnStop } from '#cli/stop.ts';
import { descriptionOf, type EditingTool, roleOf } from '#shared/media/edit/editing-tool.ts';
import { EDITING_TOOLS } from '#shared/media/edit/editing-tools.ts';

const EXAMPLES = `
Examples:
  npm run edit -- inspect holiday.mov
  npm run edit -- trim holiday.mov --from 1.5 --to 4 --out beach.mp4
  npm run edit -- concat beach.mp4 sunset.mp4 --out evening.mp4
  npm run edit -- crop evening.mp4 --aspect 9:16 --out upright.mp4
  npm run edit -- loudness talk.wav

Each tool tells its options with npm run edit -- <tool> --help. A file that is there already stays as it is, unless --force
is given; what is read is never written to. The ending of --out says the format: mp4, mov, mkv, webm, wav, m4a, mp3, flac, ogg.

Exit codes: 0 it is done, 1 it could not be done, 130 you stopped it.`;

/** The command with one command below it for each editing tool, made from the tools' schemas. */
export function toolCommands(): Command {
  const edit = new Command('npm run edit --')
    .description('Trim, join, crop, mix and otherwise edit films and sounds.')
    .usage('<tool> <file...> --out <file> [options]')
    .showHelpAfterError('Run npm run edit -- --help to see how it is used.')
    .addHelpText('after', EXAMPLES);
  for (const tool of EDITING_TOOLS) edit.addCommand(toolCommand(tool));
  return edit;
}

function toolCommand(tool: EditingTool): Command {
  const command = new Command(tool.name)
    .description(tool.description)
    .showHelpAfterError(`Run npm run edit -- ${tool.name} --help to see how it is used.`);
  const fields = Object.entries(tool.input.shape);
  const files = fields.filter(([, schema]) => roleOf(schema) === 'given');
  for (const [field, schema] of files) {
    command.argument(`<${field}${isList(schema) ? '...' : ''}>`, descriptionOf(schema));
  }
  for (const [field, schema] of fields)
    if (roleOf(schema) !== 'given') command.addOption(option(field, schema));
  return command
    .option('--force', 'replace the file that is there already')
    .option('--json', 'print what came out as JSON')
    .action(async (...values: unknown[]) => {
      const given = files.map(([field], at) => [field, values[at]]);
      const { force, json, ...flags } = values[files.length] as EditFlags;
      process.exitCode = await edit(tool, { ...flags, ...Object.fromEntries(given) }, { force, json });
    });
}

/** Runs a tool and gives the exit code. */
async function edit(tool: EditingTool, input: Record<string, unknown>, flags: EditFlags): Promise<number> {
  const controller = new AbortController();
  const running = runTool(tool, input, { ...flags, signal: controller.signal });
  sayOnStop(() => void process.stderr.write('Stopped.\n'));
  const stopped = onStop(async () => {
    controller.abort();
    await running.catch(() => undefined);
  });
  try {
    const edited = await Promise.race([running, stopped]);
    if (edited === 'stopped') {
      process.stderr.write('Stopped.\n');
      return STOPPED;
    }
    process.stdout.write(flags.json ? `${JSON.stringify(edited)}\n` : sayEdited(edited));
    return 0;
  } catch (thrown) {
    process.stderr.write(sayError(thrown));
    return 1;
  }
}

/** What is known of a field by its schema. */
interface JsonField {
  type?: string;
  enum?: string[];
  default?: unknown;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  items?: JsonField;
}

const jsonOf = (schema: unknown): JsonField =>
  z.toJSONSchema(schema as z.ZodType, { io: 'input' }) as JsonField;

function isList(schema: unknown): boolean {
  return jsonOf(schema).type === 'array';
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function option(field: string, schema: unknown): Option {
  const json = jsonOf(schema);
  const needed = !(schema as z.ZodType).safeParse(undefined).success;
  const [kind, read] = reader(json);
  const { default: standard } = json;
  const usual = standard === undefined || Array.isArray(standard) ? '' : ` (default: ${String(standard)})`;
  const made = new Option(
    `--${kebab(field)} <${roleOf(schema) === 'target' ? 'file' : kind}>`,
    `${descriptionOf(schema)}${bounds(json)}${usual}`,
  ).argParser(read);
  return needed ? made.makeOptionMandatory() : made;
}

function reader({ type, enum: choices, items }: JsonField): [string, (text: string) => unknown] {
  if (type === 'array') {
    const [kind, read] = reader(items ?? {});
    return [`${kind},${kind}`, (text) => text.split(',').map(read)];
  }
  if (type === 'number' || type === 'integer') return ['number', readNumber];
  return [choices === undefined ? 'text' : choices.join('|'), (text) => text];
}

function readNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Give a number.');
}

function bounds({ type, minimum, exclusiveMinimum, maximum, items }: JsonField): string {
  if (type === 'array') return bounds(items ?? {});
  const least = minimum ?? exclusiveMinimum;
  const most = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}`;
  return '';
}
