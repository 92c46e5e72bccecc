import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { Shot } from '#shared/domain/prepared-media.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import { cropToSubject, findShots as find } from '#shared/media/footage/find-shots.ts';
import type { Ports } from '#shared/ports/ports.ts';

const input = z.strictObject({
  /** Footage as `normalise-footage` gives it. */
  video: AssetRef,
  width: z.int().positive(),
  height: z.int().positive(),
  durationMs: z.int().positive(),
});
const output = z.strictObject({ shots: z.array(Shot).min(1) });

const ms = (seconds: number): number => Math.round(seconds * 1000);
const part = (value: number): number => Number(Math.min(1, Math.max(0, value)).toFixed(4));

/** Finds the shots of own footage, where the subject of each is, and how good it is to look at. */
export const findShots = defineStep<typeof input, typeof output, 'tools'>({
  name: 'find-shots',
  version: 1,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('fluent-ffmpeg'),
    ffmpeg: await tools.version('ffmpeg'),
  }),
  input,
  output,
  async run({ video, width, height, durationMs }, { ports, tenant, signal }) {
    const program = await ports.tools.ffmpeg();
    return ports.scratch.within(async (folder) => {
      await ports.assets.copyTo(tenant, video, path.join(folder, 'footage.mp4'));
      const shots = await find({
        ...{ program, folder, width, height, signal },
        ...{ file: 'footage.mp4', format: 'mov', seconds: durationMs / 1000 },
      });
      return {
        shots: shots.map((shot) => {
          const { focus } = cropToSubject(shot, 1, 1);
          return {
            ...{ fromMs: ms(shot.from), toMs: Math.min(durationMs, ms(shot.to)) },
            focus: { x: part(focus.x), y: part(focus.y) },
            score: part(shot.score),
          };
        }),
      };
    });
  },
});
