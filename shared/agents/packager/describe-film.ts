import { chooseTags } from '#shared/agents/packager/choose-tags.ts';
import { clipText } from '#shared/agents/packager/clip-text.ts';
import { framesToMs, planChapters } from '#shared/agents/packager/plan-chapters.ts';
import { writeDescription } from '#shared/agents/packager/write-description.ts';
import type { Document } from '#shared/domain/document.ts';
import { type FilmMetadata, METADATA_LIMITS } from '#shared/domain/metadata.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script } from '#shared/domain/script.ts';
import type { Timeline } from '#shared/domain/timeline.ts';

/** What is seen in the film, as one line: its title, then what its scenes show, as far as there is room. */
function altTextOf(title: string, { scenes }: Timeline): string {
  const shown = [...new Set(scenes.map(({ description }) => description.trim()))].filter(
    (each) => each !== '',
  );
  const sentences = shown.map((each) => (/[.!?。！？…]$/u.test(each) ? each : `${each}.`));
  return clipText([`${title}.`, ...sentences].join(' '), METADATA_LIMITS.altText);
}

/** Everything that a platform is told about the film, within its limits; times come from the timeline. */
export function describeFilm(
  timeline: Timeline,
  script: Script,
  research: Research,
  { origins }: Document,
): FilmMetadata {
  const title = clipText(script.title, METADATA_LIMITS.title) || 'Film';
  const chapters = planChapters(timeline);
  return {
    version: 1,
    title,
    description: writeDescription(script, research, chapters, origins),
    tags: chooseTags(title, script.language, research),
    chapters,
    language: script.language,
    durationMs: framesToMs(timeline.frames),
    altText: altTextOf(title, timeline),
  };
}
