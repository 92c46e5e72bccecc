import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import type { FilmMeasures } from '#shared/publish/contract/measure-film.ts';

/** What video platforms play at without turning it down (YouTube, Spotify, TikTok: −14 LUFS). */
const TARGET_LUFS = -14;
const LUFS_TOLERANCE = 0.7;
/** Leaves room for the next lossy encoding; EBU R 128 and the platforms ask for −1 dBTP. */
const MAX_TRUE_PEAK = -1;
/** The filter prints one decimal. */
const ROUNDING = 0.05;

/** Loudness and true peak. A film with neither voice nor music is silent, and must be. */
export function checkSound(
  { integratedLufs, truePeakDb }: Pick<FilmMeasures, 'integratedLufs' | 'truePeakDb'>,
  timeline: Timeline,
): DeliveryCheck[] {
  const silent = timeline.music === undefined && timeline.scenes.every(({ narration }) => !narration.audio);
  const measured = Number.isFinite(integratedLufs) ? `${signed(integratedLufs)} LUFS` : 'silence';
  if (silent) {
    const ok = !Number.isFinite(integratedLufs);
    return [{ promise: 'loudness', wanted: 'silence: there is neither voice nor music', measured, ok }];
  }
  return [
    {
      promise: 'loudness',
      wanted: `${signed(TARGET_LUFS)} ± ${LUFS_TOLERANCE} LUFS`,
      measured,
      ok: Math.abs(integratedLufs - TARGET_LUFS) <= LUFS_TOLERANCE + ROUNDING,
    },
    {
      promise: 'true-peak',
      wanted: `at most ${signed(MAX_TRUE_PEAK)} dBTP`,
      measured: Number.isFinite(truePeakDb) ? `${signed(truePeakDb)} dBTP` : 'silence',
      ok: truePeakDb <= MAX_TRUE_PEAK + ROUNDING,
    },
  ];
}

function signed(value: number): string {
  return value.toFixed(1).replace('-', '−').replace(/\.0$/, '');
}
