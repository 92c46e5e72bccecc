import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ZodType } from 'zod';
import type { Step } from '#shared/engine/step.ts';
import { stepKey } from '#shared/engine/step-key.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { nodeRuntime } from '#shared/node/runtime.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { mixAudioStep } from '#shared/render/audio/mix-audio-step.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { cutTimelineStep } from '#shared/render/timeline/cut-timeline-step.ts';
import { never, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const tools = createMediaTools({ cacheFolder: path.join(folder, 'cache & <more>') });

/** A program that answers as an ffmpeg would. */
function fake(name: string, text: string, mode = 0o755): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode });
  return file;
}

describe('finding ffmpeg', () => {
  test('the one found is absolute and runs', async () => {
    const program = await tools.ffmpeg();
    expect(path.isAbsolute(program)).toBe(true);
    await runFfmpeg({
      program,
      folder,
      inputs: [],
      filterGraph: 'color=c=black:s=64x36:d=0.1[v]',
      outputs: [{ file: null, options: ['-map', '[v]'] }],
      timeoutMs: 10_000,
      signal: never,
    });
  });

  test('a given path is taken when it works', async () => {
    const ffmpegPath = await tools.ffmpeg();
    expect(await createMediaTools({ ffmpegPath, cacheFolder: folder }).ffmpeg()).toBe(ffmpegPath);
  });

  test.each([
    ['missing', () => path.join(folder, 'nothing'), /ENOENT/],
    ['not executable', () => fake('plain', '', 0o644), /EACCES/],
    ['something else', () => fake('other', 'echo hello'), /older than version 5/],
    ['too old', () => fake('old', 'echo "libavutil      56. 70.100 / 56. 70.100"'), /older than version 5/],
    [
      'cut down',
      () => fake('slim', 'echo "libavutil      58. 2.100"; echo "libx264 aac concat rawvideo"'),
      /lacks ass, ebur128/,
    ],
    ['crashing', () => fake('crash', 'kill -SEGV $$'), /Command failed/],
  ])(
    'a given path that is %s is refused, with what to do, and nothing else is taken instead',
    async (_, make, reason) => {
      const error = await createMediaTools({ ffmpegPath: make(), cacheFolder: folder })
        .ffmpeg()
        .catch((e: unknown) => e);
      expect(error).toMatchObject({
        code: 'TOOL_MISSING',
        hint: expect.stringContaining('set REELWRIGHT_FFMPEG'),
      });
      expect(String((error as Error).cause)).toMatch(reason);
    },
  );
});

describe('versions', () => {
  test('another ffmpeg makes another key of what is made with it, and of nothing else', async () => {
    // Prepare
    const program = await tools.ffmpeg();
    const other = fake('newer', `"${program}" "$@" | sed 's/^ffmpeg version .*/ffmpeg version 99/'`);
    const both = [tools, createMediaTools({ ffmpegPath: other, cacheFolder: folder })];
    const hash = 'a'.repeat(64);
    const key = <P extends keyof Ports>(
      step: Pick<Step<ZodType, ZodType, P>, 'name' | 'version' | 'dependsOn'>,
    ) =>
      Promise.all(
        both.map((tool) =>
          stepKey(step, { hash }, { tools: tool, runtime: nodeRuntime() } as unknown as Ports),
        ),
      );

    // Act
    const [segments, mixes, cuts] = [
      await key(renderSegmentStep),
      await key(mixAudioStep),
      await key(cutTimelineStep),
    ];

    // Assess
    expect(await both[1]?.version('ffmpeg')).toBe('ffmpeg version 99');
    expect(await tools.version('ffmpeg')).toMatch(/^ffmpeg version \S+/);
    expect(segments[1]).not.toBe(segments[0]);
    expect(mixes[1]).not.toBe(mixes[0]);
    expect(cuts[1]).toBe(cuts[0]);
  });

  test('the version of the fonts is that of their bytes, and is known where there is no ffmpeg', async () => {
    const without = createMediaTools({ ffmpegPath: path.join(folder, 'nothing'), cacheFolder: folder });
    const hash = createHash('sha256');
    for (const file of await tools.fontFiles()) hash.update(readFileSync(file));
    expect(await without.version('fonts')).toBe(hash.digest('hex'));
    await expect(without.version('ffmpeg')).rejects.toMatchObject({ code: 'TOOL_MISSING' });
  });
});

describe('fonts', () => {
  test('every font file is a TrueType font, those of packs that were added too', async () => {
    const files = await tools.fontFiles();
    expect(files.length).toBe(58);
    for (const file of files) expect(readFileSync(file).readUInt32BE(0)).toBe(0x00010000);
  });

  test('fonts.conf is whole at any moment, however many write it at once', async () => {
    const cacheFolder = path.join(folder, 'shared cache');
    const written = await Promise.all(
      Array.from({ length: 20 }, () => createMediaTools({ cacheFolder }).fontsConf()),
    );
    const text = readFileSync(written[0] ?? '', 'utf8');
    expect(text).toMatch(/^<\?xml[\s\S]*<\/fontconfig>\n$/);
    expect(text.match(/<dir>/g)).toHaveLength(58);
    expect(readdirSync(cacheFolder).sort()).toEqual(['fontconfig', 'fonts.conf']);
  });

  test('libass draws our fonts with it, and without it draws nothing and says nothing', async () => {
    const text = (family: string) =>
      `[Script Info]\nPlayResX: 320\nPlayResY: 180\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, Alignment\nStyle: A,${family},60,&H00FFFFFF,5\n[Events]\nFormat: Start, End, Style, Text\nDialogue: 0:00:00.00,0:00:09.00,A,Deep\n`;
    const draw = async (family: string, environment: Record<string, string>) => {
      writeFileSync(path.join(folder, 'text.ass'), text(family));
      await runFfmpeg({
        program: await tools.ffmpeg(),
        folder,
        environment,
        inputs: [],
        filterGraph: 'color=c=black:s=320x180:r=30:d=0.04,ass=filename=text.ass,format=gray[v]',
        outputs: [{ file: 'text.raw', options: ['-map', '[v]', '-frames:v', '1', '-f', 'rawvideo'] }],
        timeoutMs: 10_000,
        signal: never,
      });
      return readFileSync(path.join(folder, 'text.raw')).filter((luma) => luma > 128).length;
    };
    const environment = { FONTCONFIG_FILE: await tools.fontsConf() };
    expect(await draw('Inter ExtraBold', environment)).toBeGreaterThan(1000);
    expect(await draw('Noto Sans', environment)).toBeGreaterThan(500);
    const empty = path.join(folder, 'empty.conf');
    writeFileSync(empty, '<fontconfig></fontconfig>');
    expect(await draw('Inter ExtraBold', { FONTCONFIG_FILE: empty })).toBe(0);
  });
});
