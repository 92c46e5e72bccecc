import type { PLATFORMS } from '#shared/domain/brief.ts';

/** How loud a film is made for a place, and who says so. */
export interface LoudnessTarget {
  /** Integrated loudness, EBU R 128 / ITU-R BS.1770. */
  lufs: number;
  /** Highest true peak in dBTP. */
  peakDb: number;
  /** `official` is published by the platform or a standard; `practice` is what is observed and recommended. */
  basis: 'official' | 'practice';
  source: string;
}

/**
 * Loudness by platform, read in November 2026. Most players turn louder films down and leave quieter ones quiet. Platforms that
 * publish no figure get −14 LUFS / −1 dBTP, at which they have been observed to play.
 */
export const LOUDNESS_TARGETS = {
  any: {
    lufs: -14,
    peakDb: -1,
    basis: 'practice',
    source: 'the figure that most platforms are observed to play at',
  },
  youtube: {
    lufs: -14,
    peakDb: -1,
    basis: 'practice',
    source: 'observed: “content loudness” in the statistics of the player is told against −14 LUFS',
  },
  tiktok: {
    lufs: -14,
    peakDb: -1,
    basis: 'practice',
    source: 'no published figure; observations lie between −16 and −13 LUFS',
  },
  instagram: {
    lufs: -14,
    peakDb: -1,
    basis: 'practice',
    source: 'no published figure; observed near −14 LUFS',
  },
  x: { lufs: -14, peakDb: -1, basis: 'practice', source: 'no published figure' },
  linkedin: { lufs: -14, peakDb: -1, basis: 'practice', source: 'no published figure' },
  facebook: {
    lufs: -14,
    peakDb: -1,
    basis: 'practice',
    source: 'no published figure for uploads; observed between −16 and −13 LUFS',
  },
  podcast: {
    lufs: -16,
    peakDb: -1,
    basis: 'official',
    source: 'Apple Podcasts for Creators, Audio requirements: −16 dB LKFS ± 1, true peak at most −1 dBFS',
  },
  broadcast: {
    lufs: -23,
    peakDb: -1,
    basis: 'official',
    source: 'EBU R 128 (2023): −23 LUFS ± 0.5 LU, true peak at most −1 dBTP',
  },
  'broadcast-us': {
    lufs: -24,
    peakDb: -2,
    basis: 'official',
    source: 'ATSC A/85:2013: −24 LKFS ± 2, true peak at most −2 dBTP',
  },
  spotify: {
    lufs: -14,
    peakDb: -1,
    basis: 'official',
    source: 'Spotify for Artists, Loudness normalization: −14 LUFS, true peak at most −1 dBTP',
  },
} as const satisfies Record<(typeof PLATFORMS)[number] | 'broadcast-us' | 'spotify', LoudnessTarget>;

/** What a timeline is given so that its film is as loud as the platform wants it. */
export function loudnessFor(platform: keyof typeof LOUDNESS_TARGETS): { lufs: number; peakDb: number } {
  const { lufs, peakDb } = LOUDNESS_TARGETS[platform];
  return { lufs, peakDb };
}
