import { matchImage } from '#shared/agents/reader/match-image.ts';
import { namedPictures } from '#shared/brief/named-pictures.ts';
import type { SourceText } from '#shared/brief/sources.ts';
import type { BriefImage } from '#shared/domain/brief.ts';
import type { StepContext } from '#shared/engine/step.ts';

const MOST_NAMED = 5;

/**
 * Tells of the pictures that texts name by a path and that did not come with them (`IMAGE_MISSING`). A page of the web names
 * pictures of its own, which are not fetched; its origin is an address, that of a given text its name.
 */
export function noticeMissingPictures(
  texts: readonly SourceText[],
  images: readonly BriefImage[],
  context: Pick<StepContext, 'notice'>,
): void {
  const named = texts
    .filter(({ name, origin }) => name === origin)
    .flatMap(({ text }) => namedPictures(text));
  const targets = named.map(({ target }) => target).filter((target) => !matchImage(target, images));
  const missing = [...new Set(targets)];
  if (missing.length === 0) return;
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  context.notice(
    'IMAGE_MISSING',
    `The text names pictures that did not come with it: ${missing.slice(0, MOST_NAMED).join(', ')}${more}. ` +
      'Upload them and name them in images, or drop them in beside the text before it.',
  );
}
