import * as z from 'zod';

/** How words are said: the word as the text has it, and a respelling by ordinary words of the language. */
export const Pronunciations = z
  .record(
    z.string().regex(/^\S{1,60}$/, 'must be one word'),
    z.string().regex(/^[\p{L}\p{M}'’ -]{1,120}$/u, 'must be letters and spaces only'),
  )
  .refine((words) => Object.keys(words).length <= 2000, 'must be at most 2,000 words');
export type Pronunciations = Readonly<z.infer<typeof Pronunciations>>;

/** A dictionary as people write it, by language (BCP 47, or its first part for all its kinds). */
export const PronunciationBook = z.record(
  z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language such as en or pt-BR'),
  Pronunciations,
);
export type PronunciationBook = z.infer<typeof PronunciationBook>;

/** What a book says for a language: entries of the exact language win over those of its first part. */
export function pronunciationsFor(book: PronunciationBook, language: string): Pronunciations {
  const [main = ''] = language.toLowerCase().split('-');
  const exact = Object.entries(book).find(([code]) => code.toLowerCase() === language.toLowerCase())?.[1];
  return { ...book[main], ...exact };
}
