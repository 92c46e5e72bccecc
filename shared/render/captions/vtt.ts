import type { Cue } from '#shared/domain/render-plan.ts';
import { cueTime } from '#shared/render/captions/cue-time.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** WebVTT (W3C), with its three characters of markup escaped, which also takes `-->` out of the text. */
export function writeVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startFrame, endFrame, lines }) => {
    const text = lines.map((line) => escaped(line.map((word) => word.text).join('')));
    return [`${cueTime(startFrame, '.')} --> ${cueTime(endFrame, '.')}`, ...text, ''].join('\n');
  });
  return ['WEBVTT', '', ...blocks].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] as string);
}
