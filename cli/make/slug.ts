const MAX_LENGTH = 60;
/** Names that Windows keeps for devices (Naming Files, Paths, and Namespaces). */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A folder name from any words: lower-case letters of any script, digits and hyphens, at most 60 characters, composed (NFC),
 * never empty. Latin letters lose their accents; in other scripts a mark is part of the letter, as in が or हि.
 */
export function slugify(words: string): string {
  const plain = words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replace(/\p{Cf}+|(?<![\p{L}\p{M}])\p{M}+|\p{Variation_Selector}+/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+/, '');
  const slug = [...plain].slice(0, MAX_LENGTH).join('').replace(/-+$/, '') || 'film';
  return RESERVED.test(slug) ? `${slug}-film` : slug;
}
