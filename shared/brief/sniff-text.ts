import { AppError } from '#shared/errors.ts';

/** Largest text that a film is made of; about 350,000 words. */
export const MAX_TEXT_BYTES = 2 * 1024 * 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text has, and every file of these kinds has near its start
const BINARY = /^[\s\S]{3,64}?[\x00-\x08]/;

/**
 * First bytes of files that people take for a text, and what to call them. Where they are letters that a text could begin
 * with, as in `ID3 tags hold the title`, the file must also have what follows them in a real one.
 */
const SIGNATURES: readonly [begin: string, kind: string, proof?: RegExp][] = [
  ['%PDF-', 'a PDF', /^.{5}\d\.\d[ \t]*(?:[\r\n]|$)/],
  ['PK\x03\x04', 'a ZIP file (as DOCX, ODT and EPUB are)'],
  ['\xd0\xcf\x11\xe0', 'an old Office file'],
  ['{\\rtf', 'an RTF file', /^.{5}\d?\\/],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture', BINARY],
  ['RIFF', 'a RIFF file (sound, film or picture)', BINARY],
  ['\x1aE\xdf\xa3', 'a film'],
  ['ID3', 'a sound file', BINARY],
  ['OggS', 'a sound file', BINARY],
  ['\x1f\x8b', 'a packed file'],
  ['\x7fELF', 'a program'],
];

/** More control characters than this share of a text mean that it is none; bytes without order have 12 %. */
const MAX_CONTROL_SHARE = 0.02;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
const CONTROL = /[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]/g;
/** A page's own word for its encoding; browsers look at the first 1,024 bytes (HTML, 13.2.3.2). */
const DECLARED = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,40})/i;
const DECLARED_WITHIN = 1_024;

/**
 * Gives the text of a file: UTF-8, UTF-16 with a byte order mark, the encoding that a page or XML file names, else
 * Windows-1252. `name` is for messages. Throws `BRIEF_UNREADABLE` for what is no text, `BRIEF_INVALID` for one that is empty
 * or larger than `maxBytes`.
 */
export function decodeText(bytes: Uint8Array, name: string, maxBytes = MAX_TEXT_BYTES): string {
  if (bytes.byteLength > maxBytes) {
    throw new AppError('BRIEF_INVALID', `${name} is larger than ${maxBytes / 1024 / 1024} MiB.`, {
      hint: 'Give the part that the film should be about.',
    });
  }
  const start = latin1(bytes.subarray(0, DECLARED_WITHIN));
  const kind = SIGNATURES.find(
    ([begin, , proof]) => start.startsWith(begin) && (proof?.test(start) ?? true),
  )?.[1];
  if (kind !== undefined) throw unreadable(name, `is ${kind}`);
  const text = decode(bytes, start).replace(/^\ufeff/, '');
  if (text.trim() === '') {
    throw new AppError('BRIEF_INVALID', `${name} is empty.`, {
      hint: 'Give a text of at least one sentence.',
    });
  }
  if ((text.match(CONTROL)?.length ?? 0) > text.length * MAX_CONTROL_SHARE) {
    throw unreadable(name, 'does not hold text');
  }
  return text;
}

function decode(bytes: Uint8Array, start: string): string {
  if (start.startsWith('\xff\xfe')) return new TextDecoder('utf-16le').decode(bytes);
  if (start.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes);
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  if (isMeantAsUtf8(utf8)) return utf8;
  return decodeAs(DECLARED.exec(start)?.[1] ?? '', bytes);
}

/** A stray byte or a cut last letter does not make another encoding of a text full of good UTF-8. */
function isMeantAsUtf8(utf8: string): boolean {
  const broken = utf8.match(/\ufffd/g)?.length ?? 0;
  if (broken === 0) return true;
  const good = utf8.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return broken * 10 <= good;
}

function decodeAs(label: string, bytes: Uint8Array): string {
  try {
    const decoder = new TextDecoder(label);
    // Its bytes are no good UTF-8, and a page in UTF-16 could not have been read to find the name.
    if (!decoder.encoding.startsWith('utf-')) return decoder.decode(bytes);
  } catch {
    // A name of an encoding that nobody knows.
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function unreadable(name: string, what: string): AppError {
  return new AppError('BRIEF_UNREADABLE', `${name} ${what}.`, {
    hint: 'Give it as plain text, Markdown or HTML.',
  });
}
