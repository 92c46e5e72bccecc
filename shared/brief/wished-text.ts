import { splitFrontMatter } from '#shared/brief/brief-file.ts';
import type { TextFormat } from '#shared/brief/text-formats.ts';
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
  const { title, images, sources, ...options } = head;
  if (images !== undefined || sources !== undefined) {
    throw new AppError(
      'OPTION_INVALID',
      `The front matter of ${name} names a folder, which does not come with it.`,
      {
        hint: 'Remove images and sources there. Pictures: docs/reference/api.md says how they come with a text.',
      },
    );
  }
  if (!text.trim()) {
    throw new AppError('BRIEF_INVALID', `There is no text in ${name}.`, {
      hint: 'Write what the film should tell below the front matter.',
    });
  }
  return { text, options, ...(title === undefined ? {} : { title }) };
}
