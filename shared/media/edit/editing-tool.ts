import { lstat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { describeIssues } from '#shared/brief/describe-issues.ts';
import { AppError } from '#shared/errors.ts';
import { MediaFacts } from '#shared/media/media-facts.ts';

/** Where an editing tool works: all files have plain names in one folder, which is removed with all that is in it. */
export interface Workshop {
  /** Absolute path of ffmpeg. */
  program: string;
  /** Absolute path. */
  folder: string;
  /** Absolute path of a `fonts.conf`, for captions. */
  fontsConf: string;
  signal: AbortSignal;
}

const PLAIN = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must be a plain name of a file');

/** A field that names a file to read. */
export const given = (description: string) => PLAIN.meta({ description, role: 'given' });
/** A field that names several files to read, in order. */
export const givenList = (description: string, most: number) =>
  z.array(PLAIN).min(1).max(most).meta({ description, role: 'given' });
/** A field that names the file to write; its ending says in which format. */
export const target = (description: string) => PLAIN.meta({ description, role: 'target' });

/** What most tools give: the file they made, and what a reading of it found. */
export const EditResult = z.strictObject({ file: z.string(), facts: MediaFacts });
export type EditResult = z.infer<typeof EditResult>;

/** One thing that an agent or a person can do with media. */
export interface EditingTool {
  /** kebab-case. */
  name: string;
  /** One sentence that says what it does. */
  description: string;
  /** Strict; fields made with {@link given} and {@link target} are files. */
  input: z.ZodObject;
  output: z.ZodObject;
  /** Takes any value; throws `OPTION_INVALID` for one that does not fit, and whatever the work itself throws. */
  run(input: unknown, workshop: Workshop): Promise<Record<string, unknown>>;
}

/** Declares a tool. Its `work` gets checked input, never finds its target there already, and its output is checked. */
export function defineEditingTool<I extends z.ZodObject, O extends z.ZodObject>(tool: {
  name: string;
  description: string;
  input: I;
  output: O;
  work(input: z.infer<I>, workshop: Workshop): Promise<z.input<O>>;
}): EditingTool {
  const { name, description, input, output } = tool;
  return {
    ...{ name, description, input, output },
    async run(value, workshop) {
      const parsed = input.safeParse(value);
      if (!parsed.success) {
        throw new AppError('OPTION_INVALID', `${name}: ${describeIssues(parsed.error)}.`, {
          hint: `See npm run edit -- ${name} --help.`,
          cause: parsed.error,
        });
      }
      for (const [field, schema] of Object.entries(input.shape)) {
        const file = (parsed.data as Record<string, unknown>)[field];
        if (roleOf(schema) === 'target' && typeof file === 'string') await refuseExisting(workshop, file);
      }
      return output.parse(await tool.work(parsed.data, workshop)) as Record<string, unknown>;
    },
  };
}

/** What was said of a field where it was declared; a field that may be left out wraps the one that it was said of. */
function metaOf(schema: unknown): Record<string, unknown> {
  if (!(schema instanceof z.ZodType)) return {};
  const inner = schema instanceof z.ZodOptional ? metaOf(schema.unwrap()) : {};
  return { ...inner, ...schema.meta() };
}

/** Whether a field of an input names files to read or the one to write. */
export function roleOf(schema: unknown): 'given' | 'target' | undefined {
  const { role } = metaOf(schema);
  return role === 'given' || role === 'target' ? role : undefined;
}

/** What a field of an input is for, in a few words. */
export function descriptionOf(schema: unknown): string {
  return String(metaOf(schema).description ?? '');
}

async function refuseExisting({ folder }: Workshop, file: string): Promise<void> {
  const there = await lstat(path.join(folder, file)).catch(() => undefined);
  if (there) throw new AppError('OPTION_INVALID', `There is already a file ${file}; nothing is overwritten.`);
}
