import type { Pronunciations } from '#shared/domain/pronunciations.ts';

/** Names that the built-in voices read wrongly, by what they then say; found by listening to their phones. */
export const COMMON_PRONUNCIATIONS: Pronunciations = {
  nguyen: 'win',
  xiaomi: 'show me',
  hyundai: 'hun day',
  nike: 'nigh key',
  goethe: 'gur tuh',
  ubuntu: 'oo boon too',
  kubernetes: 'koo burr net ease',
  nginx: 'engine ex',
  github: 'git hub',
  wifi: 'why fie',
  postgres: 'post gress',
  himalaya: 'him a lay a',
  tesla: 'tess la',
};
