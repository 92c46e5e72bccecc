import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workshop } from '#shared/media/edit/editing-tool.ts';
import { EDITING_TOOLS } from '#shared/media/edit/editing-tools.ts';
import type { MediaFacts } from '#shared/media/media-facts.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { never, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

/** What every tool that writes a file gives, and whatever else. */
export interface Edited {
  file: string;
  facts: MediaFacts;
  [other: string]: unknown;
}

/** A workshop with the real ffmpeg and fonts. */
export interface TestWorkshop extends Workshop {
  /** Writes a file by ffmpeg's own arguments. */
  make(file: string, args: string): void;
  /** Runs a tool by its name. */
  use(tool: string, input: Record<string, unknown>): Promise<Edited>;
  /** Mean colour of the frame at a moment, or of a part of it (`crop` as ffmpeg has it): red, green, blue. */
  colour(file: string, seconds: number, crop?: string): number[];
  /** Loudest sample between two moments, 0 to 1. */
  peak(file: string, from: number, to: number): number;
}

/** Opens a workshop that goes when the tests of the file are over. */
export async function openWorkshop(): Promise<TestWorkshop> {
  const root = testFolder();
  const folder = mkdtempSync(path.join(root, 'workshop-'));
  const tools = createMediaTools({ cacheFolder: root });
  const program = await tools.ffmpeg();
  const workshop = { program, folder, fontsConf: await tools.fontsConf(), signal: never };
  const run = (args: string[]) => execFileSync(program, ['-v', 'error', '-y', ...args], { cwd: folder });
  return {
    ...workshop,
    make: (file, args) => void run([...args.split(' '), file]),
    use: async (name, input) => {
      const tool = EDITING_TOOLS.find((one) => one.name === name);
      return (await tool?.run(input, workshop)) as Edited;
    },
    colour(file, seconds, crop) {
      const filters = `${crop === undefined ? '' : `crop=${crop},`}scale=1:1:flags=area,format=rgb24`;
      run([
        '-ss',
        String(seconds),
        '-i',
        file,
        '-frames:v',
        '1',
        '-vf',
        filters,
        '-f',
        'rawvideo',
        'pixel.raw',
      ]);
      return [...readFileSync(path.join(folder, 'pixel.raw'))];
    },
    peak(file, from, to) {
      run([
        '-ss',
        String(from),
        '-t',
        String(to - from),
        '-i',
        file,
        '-vn',
        '-ac',
        '1',
        '-f',
        's16le',
        'peak.raw',
      ]);
      const bytes = readFileSync(path.join(folder, 'peak.raw'));
      let peak = 0;
      for (let at = 0; at + 1 < bytes.length; at += 2) peak = Math.max(peak, Math.abs(bytes.readInt16LE(at)));
      return peak / 32_768;
    },
  };
}
