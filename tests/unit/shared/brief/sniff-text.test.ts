import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeText, MAX_TEXT_BYTES } from '#shared/brief/sniff-text.ts';

const TEXT = 'Größe: 10 µm – “naïve” café, 深海, море 👩‍🚀\nSecond line.';
const failing = (code: string) => expect.objectContaining({ code });

function utf16(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('a text is read whatever wrote it', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16, little endian', utf16(TEXT, false)],
    ['UTF-16, big endian', utf16(TEXT, true)],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes, 'text.txt')).toBe(TEXT);
  });

  test('Windows-1252, the rest of what old programs write', () => {
    const bytes = Buffer.from([0x93, ...Buffer.from('Gr\xf6\xdfe 10 \x80', 'latin1'), 0x94]);
    expect(decodeText(bytes, 'text.txt')).toBe('“Größe 10 €”');
  });

  test('the encoding that a page or an XML file names', () => {
    const russian = Buffer.from([0xcc, 0xee, 0xf0, 0xe5]);
    for (const head of ['<meta charset="windows-1251">', '<?xml version="1.0" encoding=\'windows-1251\'?>']) {
      expect(decodeText(Buffer.concat([Buffer.from(head), russian]), 'page.html')).toBe(`${head}Море`);
    }
    const japanese = Buffer.concat([Buffer.from('<meta charset=Shift_JIS>'), Buffer.from([0x8a, 0x43])]);
    expect(decodeText(japanese, 'page.html')).toContain('海');
  });

  test('a page that names an encoding nobody knows, or one that cannot be, is read all the same', () => {
    for (const label of ['utf-8', 'utf-16', 'no-such-thing', 'x-user-defined-'.repeat(2)]) {
      const bytes = Buffer.concat([Buffer.from(`<meta charset="${label}">caf`), Buffer.from([0xe9])]);
      expect(decodeText(bytes, 'page.html')).toMatch(/café$/);
    }
  });

  test('one broken byte does not turn good UTF-8 into gibberish', () => {
    const bytes = Buffer.concat([Buffer.from(TEXT.repeat(3)), Buffer.from([0xff]), Buffer.from(' end')]);
    expect(decodeText(bytes, 'text.txt')).toContain('深海, море');
    const cut = Buffer.from('深海の生物'.repeat(5)).subarray(0, -1);
    expect(decodeText(cut, 'text.txt')).toContain('深海の生物');
  });
});

describe('what is no text is refused with its name', () => {
  test.each<[string, Buffer, RegExp]>([
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), /is a PDF/],
    ['a DOCX', Buffer.from('PK\x03\x04word/document.xml'), /ZIP/],
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /picture/],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), /picture/],
    ['an MP3', Buffer.from('ID3\x03\0\0\0\0\x0f\x76TIT2', 'latin1'), /sound/],
    ['an Ogg', Buffer.from('OggS\0\x02\0\0\0\0', 'latin1'), /sound/],
    ['a WAV', Buffer.from('RIFF$\xe0\x01\0WAVEfmt \x10\0\0\0', 'latin1'), /RIFF/],
    ['a GIF', Buffer.from('GIF89a\x90\x01\xc8\0\xf7\0\0', 'latin1'), /picture/],
    ['an RTF', Buffer.from('{\\rtf1\\ansi text}'), /RTF/],
    ['a gzip', gzipSync('text'), /packed/],
    ['bytes without order', deflateRawSync(Buffer.from(TEXT.repeat(500))), /does not hold text/],
    ['NUL bytes', Buffer.from('text\0\0\0\0text'), /does not hold text/],
    ['UTF-16 without a mark', Buffer.from('a text of some words', 'utf16le'), /does not hold text/],
  ])('%s', (_, bytes, said) => {
    expect(() => decodeText(bytes, 'notes.txt')).toThrow(failing('BRIEF_UNREADABLE'));
    expect(() => decodeText(bytes, 'notes.txt')).toThrow(said);
    expect(() => decodeText(bytes, 'notes.txt')).toThrow(/^notes\.txt /);
  });

  test.each([
    'ID3 tags hold the title of a song.',
    'RIFF is a format of 1991.',
    'GIF89a was published in 1990 – and is used to this day.',
    'OggS begins every page of an Ogg file.',
    '%PDF- is how a PDF begins.',
    '%PDF-1.7 is its last version but one.',
    '{\\rtf begins another one.',
  ])('a text that only begins like such a file is read: %s', (text) => {
    expect(decodeText(Buffer.from(text), 'notes.txt')).toBe(text);
  });

  test('nothing, white space and a lone byte order mark are an empty text', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from(' \n\t\u00a0'),
      Buffer.from('\ufeff'),
      utf16('', true),
    ]) {
      expect(() => decodeText(bytes, 'empty.txt')).toThrow(failing('BRIEF_INVALID'));
    }
  });

  test('2 MiB are read, one byte more is refused', () => {
    expect(decodeText(Buffer.alloc(MAX_TEXT_BYTES, 'a '), 'big.txt')).toHaveLength(MAX_TEXT_BYTES);
    expect(() => decodeText(Buffer.alloc(MAX_TEXT_BYTES + 1, 'a '), 'big.txt')).toThrow(/larger than 2 MiB/);
  });
});
