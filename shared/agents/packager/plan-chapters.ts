import { clipText } from '#shared/agents/packager/clip-text.ts';
import type { FilmChapter } from '#shared/domain/metadata.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';

/** Which chapters a place takes; the first one is always at 0:00. */
export interface ChapterRules {
  fewest: number;
  shortestMs: number;
}

/** What a player can show: two chapters and more that last as long as a scene. */
export const SHOWN_CHAPTERS: ChapterRules = { fewest: 2, shortestMs: 3000 };
const TITLE_LENGTH = 100;

/** Frames at the film's rate as milliseconds, rounded. */
export function framesToMs(frames: number): number {
  return Math.round((frames * 1000) / FPS);
}

/**
 * The chapters of a finished film. What comes before the first one bears the film's title; a chapter that is shorter than
 * the rules allow becomes part of its neighbour; fewer than they want are none.
 */
export function planChapters(
  { title, scenes, frames }: Timeline,
  { fewest, shortestMs }: ChapterRules = SHOWN_CHAPTERS,
): FilmChapter[] {
  const marks = scenes.flatMap(({ chapter, startFrame }) => {
    const name = clipText(chapter ?? '', TITLE_LENGTH);
    return name === '' ? [] : [{ startMs: framesToMs(startFrame), title: name }];
  });
  const [first] = marks;
  if (first === undefined) return [];
  const opening = first.startMs < shortestMs ? [] : [{ startMs: 0, title: clipText(title, TITLE_LENGTH) }];
  const chapters: FilmChapter[] = [];
  for (const mark of [...opening, ...marks]) {
    const previous = chapters.at(-1);
    if (previous === undefined) chapters.push({ ...mark, startMs: 0 });
    else if (mark.startMs - previous.startMs >= shortestMs) chapters.push(mark);
  }
  const last = chapters.at(-1);
  if (last && framesToMs(frames) - last.startMs < shortestMs) chapters.pop();
  return chapters.length < fewest ? [] : chapters;
}
