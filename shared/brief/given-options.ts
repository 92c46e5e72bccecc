import * as z from 'zod';
import { parseDuration } from '#shared/brief/duration.ts';
import { BriefOptions, LanguageCode } from '#shared/domain/brief.ts';
import { AppError } from '#shared/errors.ts';
import { unknownStyle } from '#shared/scenes/styles/unknown-style.ts';

const { duration, seed, ...choices } = BriefOptions.shape;

/** The schema of an option without its default, so that what was not given stays open for the next place to say. */
function given<T extends z.ZodType>(option: z.ZodDefault<T>): z.ZodOptional<T> {
  return z.optional(option.unwrap());
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Whether the code names a language that there is: `xx` fits the form and names none. */
function isKnownLanguage(code: string | undefined): boolean {
  return code === undefined || code === 'auto' || languageNames.of(code.split('-')[0] ?? '') !== undefined;
}

function readLength(given: number | string, context: z.RefinementCtx): number {
  const seconds = typeof given === 'number' ? given : parseDuration(given);
  if (seconds !== undefined) return seconds;
  context.addIssue(`the length "${given}" cannot be read; give one such as 45, 1m30s or 1:30`);
  return z.NEVER;
}

/** Whether what is given as style is a file and no name. */
export function isStyleFile(given: string): boolean {
  return /\.(ya?ml|json)$/i.test(given);
}

/** Endings of sound files. */
const SOUND_FILE = /\.(wav|mp3|m4a|aac|flac|ogg|opus)$/i;

function isThere(style: string, context: z.RefinementCtx): void {
  const problem = isStyleFile(style) ? undefined : unknownStyle(style);
  if (problem) context.addIssue(problem);
}

/** Options as the command line gives them; every one may be left out. */
const GivenOptions = z.strictObject({
  duration: z
    .union([z.number(), z.string()], 'give a length such as 45, 1m30s or 1:30')
    .transform(readLength)
    .pipe(duration.unwrap())
    .optional(),
  aspect: given(choices.aspect),
  /** One of the names, or a file with a style of one's own. */
  style: z.string().min(1).max(500).superRefine(isThere).optional(),
  /** A file with a brand kit. */
  brand: z.string().min(1).max(500).optional(),
  voice: given(choices.voice),
  language: given(choices.language).refine(isKnownLanguage),
  captions: given(choices.captions),
  captionStyle: given(choices.captionStyle),
  platform: given(choices.platform),
  onSceneFailure: given(choices.onSceneFailure),
  /** A mood, or a file of one's own. */
  music: z.union([given(choices.music), z.string().regex(SOUND_FILE)]).optional(),
  footage: z.string().min(1).optional(),
  recording: z.string().min(1).optional(),
  /** For each language the file with the text in it. */
  pronunciations: z.string().min(1).optional(),
  translations: z
    .record(LanguageCode, z.string().min(1))
    .refine((given) => Object.keys(given).length <= 20, 'give 20 at most')
    .optional(),
  seed: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], 'give a whole number')
    .pipe(seed.unwrap())
    .optional(),
  quality: given(choices.quality),
  title: z.string().min(1).max(200).optional(),
  images: z.string().min(1).optional(),
  sources: z.string().min(1).optional(),
  out: z.string().min(1).optional(),
});
export type GivenOptions = z.infer<typeof GivenOptions>;

/** Options as front matter or a brief file gives them. It may come from anybody, so it does not say where files go. */
const BriefFileOptions = GivenOptions.omit({ out: true });
export type BriefFileOptions = z.infer<typeof BriefFileOptions>;

/** Wrong options that are named, and letters of all that is said of them. */
const MOST_NAMED = 5;
const LONGEST = 500;

/** Parses flags; throws `OPTION_INVALID` naming where they stood, each wrong one, and what is allowed. */
export function parseOptions(given: Record<string, unknown>, where: string): GivenOptions {
  return parse(GivenOptions, given, where, []);
}

/** Parses the options of a brief as {@link parseOptions} does flags; `out` is refused. */
export function parseBriefOptions(given: Record<string, unknown>, where: string): BriefFileOptions {
  const { out, ...options } = given;
  const more = out === undefined ? [] : ['a brief cannot say where its film goes (out)'];
  return parse(BriefFileOptions, options, where, more);
}

function parse<T extends z.ZodType>(
  schema: T,
  given: Record<string, unknown>,
  where: string,
  more: readonly string[],
): z.infer<T> {
  const parsed = z.safeParse(schema, camelCase(given));
  if (parsed.success && more.length === 0) return parsed.data;
  const problems = [...more, ...(parsed.error?.issues.map(describe) ?? [])];
  throw new AppError('OPTION_INVALID', `${where}: ${problems.join('; ').slice(0, LONGEST)}.`, {
    hint:
      more.length > 0
        ? 'Remove out, and give --out <folder> on the command line.'
        : 'See npm run make -- --help for every option and its values.',
  });
}

/** `caption-style`, as flags and most people write it, is `captionStyle`. */
function camelCase(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

function describe(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return `there is no option ${issue.keys.slice(0, MOST_NAMED).join(', ')}`;
  if (issue.code === 'invalid_value') return `${name} must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `${name} must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `${name} must be at most ${issue.maximum}`;
  if (name === 'language') return 'language must be the code of a language, such as en, de or pt-BR';
  return `${name}: ${issue.message}`;
}
