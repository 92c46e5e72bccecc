import { decodeText } from '#shared/brief/sniff-text.ts';
import type { SourceText } from '#shared/brief/sources.ts';
import { AppError } from '#shared/errors.ts';
import type { Fetched, GuardedFetch } from '#shared/ports/guarded-fetch.ts';

/** Largest page that is read; markup outweighs the words of it. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;
const ACCEPT = 'text/html, text/markdown, text/plain;q=0.9, application/xhtml+xml;q=0.9, */*;q=0.1';
const LONGEST_NAME = 255;

const FORMATS: Readonly<Record<string, SourceText['format']>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'text/plain': 'plain',
};
/** Types that servers give to files they do not know; there the name decides. */
const UNTOLD = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'text/plain']);
const ENDINGS: readonly [RegExp, SourceText['format']][] = [
  [/\.(md|markdown)$/i, 'markdown'],
  [/\.(html?|xhtml)$/i, 'html'],
  [/\.te?xt$/i, 'plain'],
];

/**
 * Fetches a page as a text. Throws what {@link GuardedFetch} throws, `BRIEF_UNREADABLE` for a page that is not there, asks
 * for a login or is no text, `FETCH_FAILED` for a server that has trouble.
 */
export async function fetchPage(
  fetch: GuardedFetch,
  address: string,
  signal: AbortSignal,
): Promise<SourceText> {
  const page = await fetch.fetch(address, { accept: ACCEPT, maxBytes: MAX_PAGE_BYTES, signal });
  const { hostname, pathname } = new URL(page.url);
  const name = `${hostname}${pathname === '/' ? '' : pathname}`.slice(0, LONGEST_NAME);
  checkStatus(page, name);
  const format = formatOf(page.mediaType, pathname);
  if (format === undefined) {
    throw new AppError('BRIEF_UNREADABLE', `${name} is ${page.mediaType}, which is not a text.`, {
      hint: 'Give the address of a web page, a text or a Markdown file.',
    });
  }
  return { text: decodeText(page.bytes, name, MAX_PAGE_BYTES), format, name, origin: page.url };
}

function formatOf(mediaType: string, path: string): SourceText['format'] | undefined {
  const byEnding = ENDINGS.find(([ending]) => ending.test(path))?.[1];
  if (UNTOLD.has(mediaType) && byEnding !== undefined) return byEnding;
  return FORMATS[mediaType];
}

function checkStatus({ status }: Fetched, name: string): void {
  if (status >= 200 && status < 300) return;
  if (status >= 500 || status === 429 || status === 408) {
    throw new AppError('FETCH_FAILED', `${name} answers with an error (${status}).`, {
      hint: 'Try again later, or save the page and give the file.',
    });
  }
  throw new AppError('BRIEF_UNREADABLE', `${name} gives no page (${status}).`, {
    hint: 'Check the address in a browser. A page behind a login can be saved and given as a file.',
  });
}
