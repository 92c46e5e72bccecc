import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { LanguageCode } from '#shared/domain/brief.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { defineStep } from '#shared/engine/step.ts';
import { writeAss } from '#shared/render/captions/ass.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { writeSrt } from '#shared/render/captions/srt.ts';
import { translateTimeline } from '#shared/render/captions/translate-timeline.ts';
import { writeVtt } from '#shared/render/captions/vtt.ts';

/** Caption files: those that are burned in, and those of every language that the timeline's scenes are translated into. */
export const CaptionFiles = z.strictObject({
  srt: AssetRef,
  vtt: AssetRef,
  ass: AssetRef,
  translations: z.array(z.strictObject({ language: LanguageCode, srt: AssetRef, vtt: AssetRef })),
});
export type CaptionFiles = z.infer<typeof CaptionFiles>;

const MEDIA_TYPES = { srt: 'application/x-subrip', vtt: 'text/vtt', ass: 'text/x-ssa' } as const;

/** Writes the film's captions as files. */
export const writeCaptionsStep = defineStep({
  name: 'write-captions',
  version: 2,
  input: z.strictObject({ timeline: AssetRef }),
  output: CaptionFiles,
  async run({ timeline: ref }, { readJson, tenant, ports }) {
    const timeline = await readJson(Timeline, ref);
    const keep = (format: keyof typeof MEDIA_TYPES, text: string) =>
      ports.assets.put(tenant, Buffer.from(text), MEDIA_TYPES[format]);
    const files = async (film: Timeline) => {
      const cues = planCues(film);
      return { srt: await keep('srt', writeSrt(cues)), vtt: await keep('vtt', writeVtt(cues, film)) };
    };
    const { style } = captionFormat(timeline);
    const translations = [];
    for (const language of languagesOf(timeline)) {
      translations.push({ language, ...(await files(translateTimeline(timeline, language))) });
    }
    return {
      ...(await files(timeline)),
      ass: await keep('ass', writeAss(planCues(timeline), style, timeline, timeline.frames)),
      translations,
    };
  },
});

/** Languages of the scenes' translations, sorted. */
function languagesOf({ scenes }: Timeline): string[] {
  return [...new Set(scenes.flatMap(({ translations = {} }) => Object.keys(translations)))].sort();
}
