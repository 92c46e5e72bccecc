/** Every name under which a film's files are handed over: only these are ever replaced or removed. */
export const FILM_FILES: readonly string[] = [
  'film.mp4',
  'captions.srt',
  'captions.vtt',
  'thumbnail.jpg',
  'script.md',
  'timeline.json',
  'metadata.json',
  'report.json',
];

/** Name of the folder within a film's own that gets a film which failed its check. */
export const FAILED_FOLDER = 'failed';
