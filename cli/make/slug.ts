const MAX_LENGTH = 60;

/** A folder name from any words: lower-case letters, digits and hyphens, at most 60 characters, never empty. */
export function slugify(words: string): string {
  const slug = words
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '');
  return slug || 'film';
}
