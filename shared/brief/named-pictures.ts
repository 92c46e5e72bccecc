import { extname } from 'node:path/posix';
import { type MentionedImage, mentionedImages } from '#shared/brief/mentioned-images.ts';

/** Endings of the pictures that a film can show. */
export const PICTURE_ENDINGS = ['.jpg', '.jpeg', '.png', '.webp', '.gif'];

/** A picture that a text names by a path. */
export interface NamedPicture extends MentionedImage {
  /** The target without the `%20` of addresses; seen from the text's own folder. */
  path: string;
}

/** Whether a file's name is that of a picture. */
export function isPicture(name: string): boolean {
  return PICTURE_ENDINGS.includes(extname(name).toLowerCase());
}

/** The pictures that a text names by a path, each once; those on the web, which are not fetched, are none of them. */
export function namedPictures(text: string): NamedPicture[] {
  return namedFiles(text, PICTURE_ENDINGS);
}

/** The same of files with other endings, such as footage: `![a dive](dive.mp4)`. */
export function namedFiles(text: string, endings: readonly string[]): NamedPicture[] {
  const found = new Map<string, NamedPicture>();
  for (const { target, alt } of mentionedImages(text)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//')) continue;
    if (!endings.includes(extname(target).toLowerCase())) continue;
    const path = decodeSafely(target);
    found.set(path, { target, alt, path });
  }
  return [...found.values()];
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
