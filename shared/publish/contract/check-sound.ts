import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import { type FilmMeasures, LONGEST_SILENCE } from '#shared/publish/contract/measure-film.ts';

/** Where the timeline says nothing; other targets are in `shared/audio/loudness-targets.ts`. */
const USUAL = { lufs: -14, peakDb: -1 };
/** EBU R 128's own tolerance for live programmes; players differ by more. */
const LUFS_TOLERANCE = 1;
/** The filter prints one decimal. */
const ROUNDING = 0.05;

/** What is measured of the sound. */
type SoundMeasures = Pick<FilmMeasures, 'integratedLufs' | 'truePeakDb' | 'clippedSamples' | 'silent'>;

/** Loudness, true peak, clipping and silence. A film with neither voice nor music is silent, and must be. */
export function checkSound(
  { integratedLufs, truePeakDb, clippedSamples, silent: rests }: SoundMeasures,
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
    {
      promise: 'no-clipping',
      wanted: 'no sample at full scale',
      measured: clippedSamples === 0 ? 'no sample at full scale' : `${clippedSamples} samples at full scale`,
      ok: clippedSamples === 0,
    },
    checkRests(rests, timeline),
  ];
}

/** No long silence where music plays or between two sentences; a scene without words may be still where there is no music. */
function checkRests(rests: SoundMeasures['silent'], { music, scenes }: Timeline): DeliveryCheck {
  const wanted = `no silence longer than ${LONGEST_SILENCE} s`;
  const spoken = scenes.filter(({ narration }) => narration.audio !== undefined);
  const [first, last] = [spoken[0], spoken.at(-1)];
  const begins = music || !first ? 0 : first.startFrame / FPS + first.narration.offsetMs / 1000;
  const ends = music || !last ? Number.POSITIVE_INFINITY : (last.startFrame + last.frames) / FPS;
  const still = scenes.filter(({ narration }) => !music && narration.audio === undefined);
  const rest = rests.find(({ start, end }) => {
    const allowed = still.reduce((sum, { startFrame, frames }) => {
      const shared = Math.min(end, (startFrame + frames) / FPS) - Math.max(start, startFrame / FPS);
      return sum + Math.max(0, shared);
    }, 0);
    return Math.min(end, ends) - Math.max(start, begins) - allowed >= LONGEST_SILENCE;
  });
  if (!rest) return { promise: 'no-silence', wanted, measured: wanted, ok: true };
  const measured = `nothing is heard from ${rest.start.toFixed(1)} s to ${rest.end.toFixed(1)} s`;
  return { promise: 'no-silence', wanted, measured, ok: false, atMs: Math.round(rest.start * 1000) };
}

function signed(value: number): string {
  return value.toFixed(1).replace('-', '−').replace(/\.0$/, '');
}
