import type { MediaFacts, VideoFacts } from '#shared/media/media-facts.ts';
import { framesPerSecond, steadyRate } from '#shared/media/plan-footage.ts';

/** How films are joined: which are copied as they are, and what the others have to become. */
export interface JoinPlan {
  width: number;
  height: number;
  /** As ffmpeg writes it. */
  rate: string;
  /** Whether each film, in order, is copied. */
  copied: boolean[];
}

/** What must be equal for pictures to follow each other in one track without encoding. */
function likeness({ format, video }: MediaFacts): string | undefined {
  if (format !== 'mov' || !video || video.variableRate || video.rotation !== 0) return undefined;
  const { codec, configuration, storedWidth, storedHeight, pixelFormat, pixelAspect, colour } = video;
  const rate = steadyRate(video);
  // A film whose pictures begin after its sound has to get a beginning.
  if (video.startsAt * framesPerSecond(rate) > 0.5) return undefined;
  return JSON.stringify([
    codec,
    configuration,
    storedWidth,
    storedHeight,
    pixelFormat,
    pixelAspect,
    colour,
    rate,
  ]);
}

/**
 * Plans the joining of films. Those that are like most of them are copied, the rest is encoded to the same size and rate; of
 * codecs that cannot be copied into the file (`copies`), all are encoded. The size is that of the films that are copied, or of the
 * first.
 */
export function planJoin(films: readonly MediaFacts[], copies: readonly string[]): JoinPlan {
  const keys = films.map((film) => (copies.includes(film.video?.codec ?? '') ? likeness(film) : undefined));
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [common] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [];
  const model = films[Math.max(0, keys.indexOf(common))]?.video as VideoFacts;
  const even = (side: number) => 2 * Math.ceil(side / 2);
  return {
    width: even(model.width),
    height: even(model.height),
    rate: steadyRate(model),
    copied: keys.map((key) => key !== undefined && key === common),
  };
}

/** The same plan, with every film encoded. */
export function encodeAll(plan: JoinPlan): JoinPlan {
  return { ...plan, copied: plan.copied.map(() => false) };
}
