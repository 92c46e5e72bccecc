import { FPS } from '#shared/domain/timeline.ts';

/** A frame's time as hours, minutes, seconds and milliseconds, `00:01:02.345`, with the mark that the format wants. */
export function cueTime(frame: number, mark: '.' | ','): string {
  const ms = Math.round((frame * 1000) / FPS);
  const parts = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60];
  const clock = parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  return `${clock}${mark}${String(ms % 1000).padStart(3, '0')}`;
}
