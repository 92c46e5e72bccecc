import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import type { FilmMeasures } from '#shared/publish/contract/measure-film.ts';

/** Where the timeline says nothing; other targets are in `shared/audio/loudness-targets.ts`. */
const USUAL = { lufs: -14, peakDb: -1 };
const LUFS_TOLERANCE = 0.7;
/** The filter prints one decimal. */
const ROUNDING = 0.05;

/** Loudness and true peak. A film with neither voice nor music is silent, and must be. */
export function checkSound(
  { integratedLufs, truePeakDb }: Pick<FilmMeasures, 'integratedLufs' | 'truePeakDb'>,
  timeline: Timeline,
): DeliveryCheck[] {
  const { lufs, peakDb } = timeline.loudness ?? USUAL;
  const silent = timeline.music === undefined && timeline.scenes.every(({ narration }) => !narration.audio);
  const measured = Number.isFinite(integratedLufs) ? `${signed(integratedLufs)} LUFS` : 'silence';
  if (silent) {
    const ok = !Number.isFinite(integratedLufs);
    return [{ promise: 'loudness', wanted: 'silence: there is neither voice nor music', measured, ok }];
  }
  return [
    {
      promise: 'loudness',
      wanted: `${signed(lufs)} ± ${LUFS_TOLERANCE} LUFS`,
      measured,
      ok: Math.abs(integratedLufs - lufs) <= LUFS_TOLERANCE + ROUNDING,
    },
    {
      promise: 'true-peak',
      wanted: `at most ${signed(peakDb)} dBTP`,
      measured: Number.isFinite(truePeakDb) ? `${signed(truePeakDb)} dBTP` : 'silence',
      ok: truePeakDb <= peakDb + ROUNDING,
    },
  ];
}

function signed(value: number): string {
  return value.toFixed(1).replace('-', '−').replace(/\.0$/, '');
}
