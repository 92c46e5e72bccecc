import { extname } from 'node:path';

/** How the words of a text are marked up. */
export type TextFormat = 'plain' | 'markdown' | 'html';

/** Endings of the texts that a film can be made of. */
export const TEXT_FORMATS: Readonly<Record<string, TextFormat>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'plain',
  '.text': 'plain',
  '.html': 'html',
  '.htm': 'html',
};

const STRUCTURED = ['.json', '.yaml', '.yml'];

/** The format that a file's name tells, or undefined when its ending is none of a text. */
export function formatOf(name: string): TextFormat | undefined {
  const ending = extname(name).toLowerCase();
  return Object.hasOwn(TEXT_FORMATS, ending) ? TEXT_FORMATS[ending] : undefined;
}

/** Whether a file's name is that of a brief with keys instead of a text. */
export function isStructured(name: string): boolean {
  return STRUCTURED.includes(extname(name).toLowerCase());
}
