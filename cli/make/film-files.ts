/** Every name under which a film's files are handed over: only these are ever replaced or removed. */
export const FILM_FILES: readonly string[] = [
  'film.mp4',
  'film.webm',
  'film.mov',
  'film.gif',
  'captions.srt',
  'captions.vtt',
  'captions.ass',
  'thumbnail.jpg',
  ...[2, 3, 4, 5, 6].map((place) => `thumbnail-${place}.jpg`),
  'script.md',
  'timeline.json',
  'metadata.json',
  'report.json',
];

/** Names of captions in other languages, `captions.pt-br.srt`: they are handed over, replaced and removed like those above. */
export const TRANSLATED_CAPTIONS = /^captions\.[a-z0-9-]+\.(?:srt|vtt)$/;

/** Names of stills, `still-001.png`. */
export const STILLS = /^still-\d{3,4}\.png$/;

/** Name of the folder within a film's own that gets a film which failed its check. */
export const FAILED_FOLDER = 'failed';
