import * as z from 'zod';

/** What the moderator looks for. */
export const CATEGORIES = [
  'sexual-minors',
  'sexual-explicit',
  'hate',
  'violence',
  'weapons',
  'self-harm',
  'personal-data',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** One line that the moderator stopped at. `block` stops the film, `flag` is only reported. */
export const ModerationFinding = z.strictObject({
  category: z.enum(CATEGORIES),
  /** Id of the script's line; `title` for the title. */
  line: z.string(),
  severity: z.enum(['block', 'flag']),
});
export type ModerationFinding = z.infer<typeof ModerationFinding>;

/** Most findings of one script that are handed on. */
export const MOST_FINDINGS = 20;

/** The moderator's judgement of a script. */
export const Moderation = z.strictObject({
  allowed: z.boolean(),
  /** Blocking ones first, then in the order of the script. */
  findings: z.array(ModerationFinding).max(MOST_FINDINGS),
  /** What the person should know, when anything was found. */
  notice: z.string().optional(),
});
export type Moderation = z.infer<typeof Moderation>;
