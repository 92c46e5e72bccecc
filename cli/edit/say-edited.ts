import { relative } from 'node:path';
import { clearError } from '#cli/progress/clear-error.ts';
import { MediaFacts } from '#shared/media/media-facts.ts';

/** What came out of an edit, in lines for a person. */
export function sayEdited({ file, files, facts, ...others }: Record<string, unknown>): string {
  const paths = [file, ...(Array.isArray(files) ? files : [])].filter((path) => typeof path === 'string');
  const known = MediaFacts.safeParse(facts);
  const lines = [
    ...paths.map((path) => relative(process.cwd(), path) || path),
    ...(known.success ? [describe(known.data)] : []),
    ...Object.entries(others).flatMap(([name, value]) => sayValue(name, value)),
  ];
  return `${lines.join('\n')}\n`;
}

/** What went wrong, in one line for a person. */
export function sayError(thrown: unknown): string {
  const { message, hint } = clearError(thrown);
  return `${['Error:', message, hint].filter(Boolean).join(' ')}\n`;
}

function describe({ seconds, video, audio }: MediaFacts): string {
  const parts = [`${seconds.toFixed(2)} s`];
  if (video) {
    const { width, height, fps, codec, variableRate, hdr, rotation, interlaced } = video;
    parts.push(`${width} × ${height}`, `${Number(fps.toFixed(3))} frames a second`, codec);
    if (variableRate) parts.push('varying rate');
    if (hdr !== 'none') parts.push(`HDR (${hdr})`);
    if (rotation !== 0) parts.push(`turned by ${rotation}°`);
    if (interlaced) parts.push('interlaced');
  }
  if (audio) {
    const { codec, sampleRate, channels } = audio;
    parts.push(`${codec}, ${sampleRate / 1000} kHz, ${channels} ${channels === 1 ? 'channel' : 'channels'}`);
  }
  return parts.join(' · ');
}

function sayValue(name: string, value: unknown): string[] {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (Array.isArray(value)) return [`${words}: ${value.length}`];
  if (typeof value !== 'object' || value === null) {
    return [`${words}: ${typeof value === 'number' ? Number(value.toFixed(2)) : String(value)}`];
  }
  const inner = Object.entries(value).map(([key, one]) => sayValue(key, one).join(', '));
  return [`${words}: ${inner.join(', ')}`];
}
