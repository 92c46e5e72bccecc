import { splitFrontMatter } from '#shared/brief/brief-file.ts';
import { isStyleFile } from '#shared/brief/given-options.ts';
import type { TextFormat } from '#shared/brief/text-formats.ts';
import { MUSIC_MOODS } from '#shared/domain/brief.ts';
import type { ProductionRequest } from '#shared/domain/production-request.ts';
import { AppError } from '#shared/errors.ts';

/** A text, and what stands at its head about the film that it should become. */
export interface WishedText {
  text: string;
  title?: string;
  options: ProductionRequest['options'];
}

/**
 * Reads a text that comes without its folder: dropped in, or in a request. HTML has no front matter. `name` is for messages.
 * Throws `BRIEF_INVALID` or `OPTION_INVALID` with what to do.
 */
export function readWishedText(whole: string, format: TextFormat, name: string): WishedText {
  if (format === 'html') return { text: whole, options: {} };
  const { options: head, text } = splitFrontMatter(whole, name);
  const {
    title,
    images,
    sources,
    footage,
    recording,
    translations,
    pronunciations,
    music,
    brand,
    ...options
  } = head;
  const mood = MUSIC_MOODS.find((known) => known === music);
  const style = options.style && isStyleFile(options.style) ? options.style : undefined;
  const ownMusic = mood ? undefined : music;
  const media = [images, sources, footage, recording, ownMusic];
  const files = [...media, translations, pronunciations, brand, style];
  if (files.some((file) => file !== undefined)) {
    throw new AppError(
      'OPTION_INVALID',
      `The front matter of ${name} names files, which do not come with it.`,
      {
        hint: 'Remove them there. docs/reference/api.md says how pictures and other files come with a text.',
      },
    );
  }
  if (!text.trim()) {
    throw new AppError('BRIEF_INVALID', `There is no text in ${name}.`, {
      hint: 'Write what the film should tell below the front matter.',
    });
  }
  return {
    text,
    options: { ...options, ...(mood ? { music: mood } : {}) },
    ...(title === undefined ? {} : { title }),
  };
}
