import type { Cue } from '#shared/domain/render-plan.ts';
import { cueTime } from '#shared/render/captions/cue-time.ts';

/**
 * SubRip. The format has no escapes, but players read `<b>` and `{\an8}` in it as commands and `-->` as a time line; an
 * invisible word joiner (U+2060) after the first character of such a sequence keeps it plain text.
 */
export function writeSrt(cues: readonly Cue[]): string {
  return cues
    .map(({ startFrame, endFrame, lines }, index) => {
      const times = `${cueTime(startFrame, ',')} --> ${cueTime(endFrame, ',')}`;
      const text = lines.map((line) => plain(line.map((word) => word.text).join('')));
      return [index + 1, times, ...text, ''].join('\n');
    })
    .join('\n');
}

function plain(text: string): string {
  return text.replace(/[<{]|-(?=->)/g, '$&\u2060');
}
