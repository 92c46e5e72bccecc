/** A caption as it stands in a file. */
export interface ReadCue {
  startMs: number;
  endMs: number;
  lines: string[];
}

function timeMs(text: string, mark: string): number {
  const match = new RegExp(`^(\\d{2,}):([0-5]\\d):([0-5]\\d)\\${mark}(\\d{3})$`).exec(text);
  if (!match) throw new Error(`This is no time: ${text}`);
  const [hours, minutes, seconds, ms] = match.slice(1).map(Number) as [number, number, number, number];
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

function readBlock(lines: readonly string[], mark: string): ReadCue {
  const [times, ...text] = lines as [string, ...string[]];
  const parts = times.replace(/(?: [a-z]+:[\d.]*%?[a-z]*)+$/, '').split(' --> ');
  if (parts.length !== 2 || text.length === 0) throw new Error(`This is no caption: ${lines.join(' / ')}`);
  const [startMs, endMs] = parts.map((part) => timeMs(part, mark)) as [number, number];
  if (endMs <= startMs) throw new Error(`This caption ends before it begins: ${times}`);
  return { startMs, endMs, lines: [...text] };
}

function blocks(text: string): string[][] {
  if (text === '') return [];
  if (!text.endsWith('\n')) throw new Error('The last line does not end.');
  return text
    .slice(0, -1)
    .split('\n\n')
    .map((block) => block.replace(/\n$/, '').split('\n'));
}

/** Reads SubRip, strictly: numbers from 1, one blank line between captions. */
export function parseSrt(text: string): ReadCue[] {
  return blocks(text).map(([number, ...rest], i) => {
    if (number !== String(i + 1)) throw new Error(`Caption ${i + 1} has the number ${number}.`);
    return readBlock(rest, ',');
  });
}

/** Reads WebVTT, strictly: no bare markup character but of times, only the three escapes that the writer may use. */
export function parseVtt(text: string): ReadCue[] {
  const [head, ...rest] = blocks(text.replace(/^WEBVTT\n$/, 'WEBVTT\n'));
  if (head?.join('\n') !== 'WEBVTT') throw new Error('The signature is missing.');
  return rest.map((lines) => {
    const cue = readBlock(lines, '.');
    return {
      ...cue,
      lines: cue.lines.map((line) => unescaped(line.replace(/<\d\d:\d\d:\d\d\.\d{3}>/g, ''))),
    };
  });
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

function unescaped(text: string): string {
  if (/[<>]|&(?!(amp|lt|gt);)/.test(text)) throw new Error(`There is bare markup in: ${text}`);
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => NAMED[name] as string);
}
