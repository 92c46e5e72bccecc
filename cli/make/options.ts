import * as z from 'zod';
import { parseDuration } from '#cli/make/duration.ts';
import { BriefOptions } from '#shared/domain/brief.ts';
import { AppError } from '#shared/errors.ts';

const { duration, seed, ...choices } = BriefOptions.shape;

/** The schema of an option without its default, so that what was not given stays open for the next place to say. */
function given<T extends z.ZodType>(option: z.ZodDefault<T>): z.ZodOptional<T> {
  return z.optional(option.unwrap());
}

/** Options as front matter, a brief file or the command line give them; every one may be left out. */
export const GivenOptions = z.strictObject({
  duration: z
    .union([z.number(), z.string().transform(parseDuration)])
    .pipe(duration.unwrap())
    .optional(),
  aspect: given(choices.aspect),
  style: given(choices.style),
  voice: given(choices.voice),
  language: given(choices.language),
  captions: given(choices.captions),
  music: given(choices.music),
  seed: z.coerce.number().pipe(seed.unwrap()).optional(),
  quality: given(choices.quality),
  title: z.string().min(1).max(200).optional(),
  images: z.string().min(1).optional(),
  sources: z.string().min(1).optional(),
  out: z.string().min(1).optional(),
});
export type GivenOptions = z.infer<typeof GivenOptions>;

/** Parses options; throws `OPTION_INVALID` naming where they stood, each wrong one, and what is allowed. */
export function parseOptions(given: Record<string, unknown>, where: string): GivenOptions {
  const parsed = z.safeParse(GivenOptions, given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(describe);
  throw new AppError('OPTION_INVALID', `${where}: ${problems.join('; ')}.`, {
    hint: 'See npm run make -- --help for every option and its values.',
  });
}

function describe(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return `there is no option ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_value') return `${name} must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `${name} must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `${name} must be at most ${issue.maximum}`;
  return `${name}: ${issue.message}`;
}
