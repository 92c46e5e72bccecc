import * as z from 'zod';

/** Largest title, in characters, and largest tags, their number and characters in all: YouTube's limits. */
export const METADATA_LIMITS = {
  title: 100,
  description: 4800,
  tags: 15,
  tagCharacters: 500,
  altText: 500,
} as const;

/** A keyword and where it was found, so that nobody wonders why it is there. */
export const Tag = z.strictObject({ text: z.string().min(1), source: z.enum(['term', 'entity', 'title']) });
export type Tag = z.infer<typeof Tag>;

/** A chapter of the finished film, from the start of the film. */
export const FilmChapter = z.strictObject({ startMs: z.int().nonnegative(), title: z.string().min(1) });
export type FilmChapter = z.infer<typeof FilmChapter>;

/** What a platform is told about a film. */
export const FilmMetadata = z.strictObject({
  version: z.literal(1),
  title: z.string().min(1).max(METADATA_LIMITS.title),
  /** Sentences of the source, then chapters with their times, then sources; plain text. */
  description: z.string().max(METADATA_LIMITS.description),
  tags: z.array(Tag).max(METADATA_LIMITS.tags),
  /** Empty, or at least two of at least 3 s each, the first at 0; for YouTube three of at least 10 s. */
  chapters: z.array(FilmChapter),
  /** BCP 47 code of the narration. */
  language: z.string(),
  durationMs: z.int().positive(),
  /** What is seen, for those who cannot see it. */
  altText: z.string().max(METADATA_LIMITS.altText),
});
export type FilmMetadata = z.infer<typeof FilmMetadata>;
