const two = (value: number): string => String(value).padStart(2, '0');

/** Milliseconds as people and YouTube write them: `0:07`, `12:30`, `1:02:03`; fractions of a second are cut off. */
export function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
