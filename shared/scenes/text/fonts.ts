import { GlobalFonts } from '@napi-rs/canvas';
import type { MediaTools } from '#shared/ports/media-tools.ts';

const INTER = 'Reelwright Inter';
const NOTO = 'Reelwright Noto';

/** Fonts that systems bring for scripts which ours lack; used after ours, in this order, where they are installed. */
const SYSTEM_FALLBACKS = [
  'Noto Sans CJK SC',
  'Noto Sans SC',
  'Noto Sans JP',
  'Noto Sans KR',
  'PingFang SC',
  'Hiragino Sans',
  'Apple SD Gothic Neo',
  'Microsoft YaHei',
  'Yu Gothic',
  'Malgun Gothic',
  'Noto Sans Arabic',
  'Noto Naskh Arabic',
  'Geeza Pro',
  'Segoe UI',
  'Noto Sans Hebrew',
  'Arial Hebrew',
  'Noto Sans Thai',
  'Thonburi',
  'Leelawadee UI',
  'Noto Sans Bengali',
  'Noto Sans Tamil',
  'Nirmala UI',
  'Kohinoor Bangla',
  'Tamil Sangam MN',
  'Arial Unicode MS',
  'DejaVu Sans',
];

let families: string | undefined;

/**
 * Registers our fonts once per process, under names that no font of the system has. Call before any text is measured;
 * calling again does nothing.
 */
export async function registerFonts(tools: Pick<MediaTools, 'fontFiles'>): Promise<void> {
  if (families !== undefined) return;
  for (const path of await tools.fontFiles()) {
    GlobalFonts.registerFromPath(path, /NotoSans/i.test(path) ? NOTO : INTER);
  }
  const installed = new Set(GlobalFonts.families.map(({ family }) => family));
  const fallbacks = SYSTEM_FALLBACKS.filter((family) => installed.has(family));
  families = [INTER, NOTO, ...fallbacks].map((family) => `"${family}"`).join(', ');
}

/** The CSS font of a weight (400 to 900) and a size in pixels; throws an `Error` before {@link registerFonts}. */
export function fontOf(weight: number, size: number): string {
  if (families === undefined) throw new Error('Fonts are used before they were registered.');
  return `${weight} ${size}px ${families}`;
}
