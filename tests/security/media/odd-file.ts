/** What must become of a file when it is made uniform. */
export type Expected =
  /** Refused with `MEDIA_INVALID`, in words that fit. */
  | { refused: RegExp }
  /** Made into frames of this size, so many (one more or less), with sound or without. */
  | { size: `${number}x${number}`; frames: number; sound: boolean }
  /** Damage that a reader may or may not notice. */
  | 'refused or made';

/** A film that no camera should make, or that some do. */
export interface OddFile {
  name: string;
  expected: Expected;
  /** Arguments of ffmpeg, the file to write left out; or a change of a file that was made before. */
  make: readonly string[] | { from: string; change: (bytes: Buffer) => Buffer };
}

/** The arguments in a line. */
export const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
/** Moving pictures as an input. */
export const picture = (size: string, seconds = 1, rate = 30) =>
  words(`-f lavfi -i testsrc2=s=${size}:r=${rate}:d=${seconds}`);
/** A tone as an input. */
export const tone = (seconds = 1) => words(`-f lavfi -i sine=r=48000:d=${seconds}`);
/** The usual encoding, small and quick. */
export const X264 = words('-c:v libx264 -preset ultrafast -pix_fmt yuv420p');
/** A film with sound. */
export const film = (seconds = 1) => [...picture('64x36', seconds), ...tone(seconds), ...X264, '-shortest'];
/** A film without sound. */
export const mute = (...options: string[]) => [...picture('64x36'), ...X264, ...options];
