import type { Brief } from '#shared/domain/brief.ts';

/**
 * The briefs of the same film in the other languages that a brief has translations for, in their order. A recording is of the
 * first language only.
 */
export function editionsOf({ translations, recording: _, ...brief }: Brief): Brief[] {
  return translations.map((edition) => ({ ...brief, translations: [], edition }));
}
