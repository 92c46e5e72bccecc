import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { defineStep } from '#shared/engine/step.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { writeSrt } from '#shared/render/captions/srt.ts';
import { writeVtt } from '#shared/render/captions/vtt.ts';

/** Writes the film's captions as files, the same ones that are burned in. */
export const writeCaptionsStep = defineStep({
  name: 'write-captions',
  version: 1,
  input: z.strictObject({ timeline: AssetRef }),
  output: z.strictObject({ srt: AssetRef, vtt: AssetRef }),
  async run({ timeline }, { readJson, tenant, ports }) {
    const cues = planCues(await readJson(Timeline, timeline));
    const keep = (text: string, mediaType: string) => ports.assets.put(tenant, Buffer.from(text), mediaType);
    return {
      srt: await keep(writeSrt(cues), 'application/x-subrip'),
      vtt: await keep(writeVtt(cues), 'text/vtt'),
    };
  },
});
