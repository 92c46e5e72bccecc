import { clipText } from '#shared/agents/packager/clip-text.ts';
import type { FilmChapter } from '#shared/domain/metadata.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';

/** YouTube's rules: the first chapter at 0:00, at least three, none shorter than 10 s. */
const FEWEST = 3;
const SHORTEST_MS = 10_000;
const TITLE_LENGTH = 100;

/** Frames at the film's rate as milliseconds, rounded. */
export function framesToMs(frames: number): number {
  return Math.round((frames * 1000) / FPS);
}

/**
 * The chapters of a finished film. What comes before the first one bears the film's title; a chapter of less than 10 s
 * becomes part of its neighbour; fewer than three chapters are none.
 */
export function planChapters({ title, scenes, frames }: Timeline): FilmChapter[] {
  const marks = scenes.flatMap(({ chapter, startFrame }) => {
    const name = clipText(chapter ?? '', TITLE_LENGTH);
    return name === '' ? [] : [{ startMs: framesToMs(startFrame), title: name }];
  });
  const [first] = marks;
  if (first === undefined) return [];
  const opening = first.startMs < SHORTEST_MS ? [] : [{ startMs: 0, title: clipText(title, TITLE_LENGTH) }];
  const chapters: FilmChapter[] = [];
  for (const mark of [...opening, ...marks]) {
    const previous = chapters.at(-1);
    if (previous === undefined) chapters.push({ ...mark, startMs: 0 });
    else if (mark.startMs - previous.startMs >= SHORTEST_MS) chapters.push(mark);
  }
  const last = chapters.at(-1);
  if (last && framesToMs(frames) - last.startMs < SHORTEST_MS) chapters.pop();
  return chapters.length < FEWEST ? [] : chapters;
}
