import { chooseTags } from '#shared/agents/packager/choose-tags.ts';
import { clipText } from '#shared/agents/packager/clip-text.ts';
import { framesToMs, planChapters } from '#shared/agents/packager/plan-chapters.ts';
import { platformLimits } from '#shared/agents/packager/platform-limits.ts';
import { writeDescription } from '#shared/agents/packager/write-description.ts';
import type { BriefOptions } from '#shared/domain/brief.ts';
import type { Document } from '#shared/domain/document.ts';
import { type FilmMetadata, METADATA_LIMITS } from '#shared/domain/metadata.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script } from '#shared/domain/script.ts';
import type { Timeline } from '#shared/domain/timeline.ts';

/** What is seen in the film, as one line: what its scenes show, in their order, as far as there is room. */
function altTextOf(title: string, { scenes }: Timeline): string {
  const shown = [...new Set(scenes.map(({ description }) => description.trim()))].filter(
    (each) => each !== '',
  );
  const sentences = shown.map((each) => (/[.!?。！？…]$/u.test(each) ? each : `${each}.`));
  return clipText(sentences.length > 0 ? sentences.join(' ') : title, METADATA_LIMITS.altText);
}

/** Everything that a platform is told about the film, within its limits; times come from the timeline, words from the source. */
export function describeFilm(
  timeline: Timeline,
  script: Script,
  research: Research,
  { origins }: Document,
  platform: BriefOptions['platform'] = 'any',
): FilmMetadata {
  const limits = platformLimits(platform);
  const title = clipText(script.title, limits.title) || 'Film';
  const listed = limits.chapters ? planChapters(timeline, limits.chapters) : [];
  const tags = chooseTags(title, script.language, research);
  return {
    version: 1,
    title,
    description: writeDescription(script, research, { chapters: listed, origins, tags, limits }),
    tags,
    chapters: platform === 'youtube' ? listed : planChapters(timeline),
    language: script.language,
    durationMs: framesToMs(timeline.frames),
    altText: altTextOf(title, timeline),
  };
}
