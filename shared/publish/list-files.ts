import type { AssetRef } from '#shared/domain/asset.ts';
import type { BriefOptions } from '#shared/domain/brief.ts';
import type { DeliveredFile } from '#shared/domain/package.ts';

/** What was made, by reference. */
export interface MadeFiles {
  film: AssetRef;
  srt: AssetRef;
  vtt: AssetRef;
  ass: AssetRef;
  /** Captions in other languages. */
  translations: readonly { language: string; srt: AssetRef; vtt: AssetRef }[];
  /** The best one first. */
  thumbnails: readonly { file: string; ref: AssetRef }[];
  scriptMarkdown: AssetRef;
  timeline: AssetRef;
  metadata: AssetRef;
  report: AssetRef;
}

/** The files that are handed over, by the names under which a person finds them. */
export function listFiles(made: MadeFiles, captions: BriefOptions['captions']): DeliveredFile[] {
  const captionFiles = [
    { name: 'captions.srt', ref: made.srt },
    { name: 'captions.vtt', ref: made.vtt },
    { name: 'captions.ass', ref: made.ass },
    ...made.translations.flatMap(({ language, srt, vtt }) => [
      { name: `captions.${language.toLowerCase()}.srt`, ref: srt },
      { name: `captions.${language.toLowerCase()}.vtt`, ref: vtt },
    ]),
  ];
  return [
    { name: 'film.mp4', ref: made.film },
    ...(captions === 'off' ? [] : captionFiles),
    ...made.thumbnails.map(({ file, ref }) => ({ name: file, ref })),
    { name: 'script.md', ref: made.scriptMarkdown },
    { name: 'timeline.json', ref: made.timeline },
    { name: 'metadata.json', ref: made.metadata },
    { name: 'report.json', ref: made.report },
  ];
}
