import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sniffMedia } from '#shared/security/sniff-media.ts';
import { encode, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();

describe('sniffing sound and video', () => {
  test.each([
    ['a.mp4', ['-c:v', 'libx264'], 'mov', 'video/mp4'],
    ['a.mov', ['-c:v', 'libx264'], 'mov', 'video/quicktime'],
    ['a.m4a', ['-vn', '-f', 'ipod'], 'mov', 'audio/mp4'],
    ['a.webm', ['-c:v', 'libvpx', '-c:a', 'libopus', '-color_primaries', '2'], 'matroska', 'video/webm'],
    ['a.mkv', [], 'matroska', 'video/x-matroska'],
    ['a.wav', ['-c:a', 'pcm_s16le'], 'wav', 'audio/wav'],
    ['a.mp3', ['-c:a', 'libmp3lame', '-ar', '44100'], 'mp3', 'audio/mpeg'],
    ['a.flac', ['-c:a', 'flac'], 'flac', 'audio/flac'],
    ['a.ogg', ['-c:a', 'libvorbis'], 'ogg', 'audio/ogg'],
    [
      'bare.mp3',
      ['-c:a', 'libmp3lame', '-ar', '22050', '-id3v2_version', '0', '-write_xing', '0'],
      'mp3',
      'audio/mpeg',
    ],
  ])('%s is known whatever its name says', async (file, options, format, mediaType) => {
    const sound = 'sine=r=48000:d=0.5[a]';
    const graph =
      options.includes('-vn') || /wav|mp3|flac|ogg/.test(file)
        ? sound
        : `testsrc2=s=64x36:r=30:d=0.5[v];${sound}`;
    await encode(
      folder,
      file,
      graph,
      options.filter((option) => option !== '-vn'),
    );
    expect(sniffMedia(readFileSync(path.join(folder, file)))).toEqual({ format, mediaType });
  });

  test.each([
    ['#EXTM3U\n#EXT-X-TARGETDURATION:1\n', 'a playlist'],
    ['\uFEFF \n#EXTM3U\n', 'a playlist'],
    ['ffconcat version 1.0\nfile a.mp4\n', 'a list of files'],
    ["file '/etc/passwd'\n", 'a list of files'],
    ['<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">', 'a manifest'],
    ['v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n', 'a session description'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', 'a drawing'],
    ['<!DOCTYPE html><html>', 'a web page'],
    ['[playlist]\nFile1=http://127.0.0.1/', 'a playlist'],
    ['WEBVTT\n\n00:00.000 --> 00:01.000\n', 'a file of captions'],
    ['', 'an empty file'],
    ['RIFF', 'something else'],
    ['RIFF\0\0\0\0AVI LIST', 'something else'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'something else'],
    ['\0\0\0\x07ftypisom\0\0\0\0', 'something else'],
    ['ID3\xff\xff\xff\xff\xff\xff\xff', 'something else'],
    ['GIF89a', 'something else'],
    ['%PDF-1.7', 'something else'],
    ['PK\x03\x04', 'something else'],
    ['\x7fELF\x02\x01\x01', 'something else'],
  ])('%j is refused by its name', (text, name) => {
    const bytes = /^[\0-\xff]*$/.test(text) ? Buffer.from(text, 'latin1') : Buffer.from(text);
    expect(() => sniffMedia(bytes)).toThrow(expect.objectContaining({ code: 'MEDIA_INVALID' }));
    expect(() => sniffMedia(bytes)).toThrow(name);
  });

  test('a Matroska header of another document type is refused', () => {
    const header = Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x88, 0x42, 0x82, 0x84, ...Buffer.from('evil')]);
    expect(() => sniffMedia(header)).toThrow('something else');
  });

  test('any bytes at all give a format or MEDIA_INVALID, never another error', () => {
    const magics = ['RIFF', '\0\0\0\x20ftyp', '\x1a\x45\xdf\xa3', 'ID3', '\xff\xfb', ''].map((m) =>
      Buffer.from(m, 'latin1'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 64 }), (magic, rest) => {
        try {
          expect(['mov', 'matroska', 'wav', 'mp3', 'flac', 'ogg']).toContain(
            sniffMedia(Buffer.concat([magic, rest])).format,
          );
        } catch (error) {
          expect(error).toMatchObject({ code: 'MEDIA_INVALID' });
        }
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
