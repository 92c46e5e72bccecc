import type { BriefOptions } from '#shared/domain/brief.ts';
import { METADATA_LIMITS } from '#shared/domain/metadata.ts';

/** What a platform takes with a film. Lengths in UTF-16 units. */
export interface PlatformLimits {
  title: number;
  /** Description, caption or post text, hashtags in it included. */
  description: number;
  /** Hashtags in the description; 0 where keywords have a place of their own. */
  hashtags: number;
  /** Its rules for chapters in the description; undefined where it knows none. */
  chapters?: { fewest: number; shortestMs: number };
}

const YOUTUBE_CHAPTERS = { fewest: 3, shortestMs: 10_000 } as const;

/**
 * As of June 2026. YouTube: support.google.com/youtube/answer/57407 and 9884579 (chapters). TikTok 2,200 (Content Posting
 * API), Instagram 2,200 with 5 hashtags, X 280, LinkedIn 3,000 and title 400, Facebook 63,206 and title 255:
 * docs.upload-post.com/resources/character-limits and socialk.it/en/tools/social-media-character-limits. Where a platform
 * takes more than our schema keeps, that counts. Of hashtags three to five are shown or searched anywhere.
 */
const LIMITS: Readonly<Record<BriefOptions['platform'], PlatformLimits>> = {
  any: { title: 100, description: METADATA_LIMITS.description, hashtags: 0, chapters: YOUTUBE_CHAPTERS },
  youtube: { title: 100, description: METADATA_LIMITS.description, hashtags: 0, chapters: YOUTUBE_CHAPTERS },
  tiktok: { title: 100, description: 2200, hashtags: 5 },
  instagram: { title: 100, description: 2200, hashtags: 5 },
  x: { title: 100, description: 280, hashtags: 2 },
  linkedin: { title: 100, description: 3000, hashtags: 3 },
  facebook: { title: 100, description: METADATA_LIMITS.description, hashtags: 3 },
  podcast: { title: 100, description: 4000, hashtags: 0, chapters: { fewest: 2, shortestMs: 1000 } },
  broadcast: { title: 100, description: METADATA_LIMITS.description, hashtags: 0 },
};

/** What a platform takes with a film. */
export function platformLimits(platform: BriefOptions['platform']): PlatformLimits {
  return LIMITS[platform];
}
