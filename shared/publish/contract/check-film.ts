import path from 'node:path';
import type { BriefOptions } from '#shared/domain/brief.ts';
import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { FilmFormat } from '#shared/domain/film-format.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import { errorCode } from '#shared/errors.ts';
import { checkCaptions } from '#shared/publish/contract/check-captions.ts';
import { checkContainer } from '#shared/publish/contract/check-container.ts';
import { checkPlaces } from '#shared/publish/contract/check-lettering.ts';
import { checkLetters } from '#shared/publish/contract/check-letters.ts';
import { checkPictures } from '#shared/publish/contract/check-pictures.ts';
import { checkSound } from '#shared/publish/contract/check-sound.ts';
import { checkVoice, type PlacedVoice } from '#shared/publish/contract/check-voice.ts';
import { checkAskedLength } from '#shared/publish/contract/judge.ts';
import { lookAtFrames } from '#shared/publish/contract/look-at-frames.ts';
import { measureFilm } from '#shared/publish/contract/measure-film.ts';
import { standingFrames } from '#shared/publish/contract/standing-frames.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { FORMATS } from '#shared/render/formats/film-formats.ts';
import { readFilm } from '#shared/render/join/film-facts.ts';
import { canBurnCaptions } from '#shared/render/timeline/missing-letters.ts';

/** What was asked for, as far as it can be measured. */
export interface Asked {
  /** Null when no length was asked for. */
  durationSeconds: number | null;
  width: number;
  height: number;
  captions: BriefOptions['captions'];
  /** MP4 with H.264 where it is not given. */
  format?: FilmFormat | undefined;
  /** What each scene shows, where a storyboard is known. */
  kinds?: ReadonlyMap<string, Visual['kind']> | undefined;
}

/** A film as a plain name in a folder of the job's own, and the ffmpeg to decode it with. */
interface FilmFile {
  program: string;
  folder: string;
  file: string;
  signal: AbortSignal;
}

/**
 * Measures a film against its timeline and what was asked for: one check for each promise. A film that cannot be read to
 * its end breaks the promise `readable`, and promises that only a whole film could show are left out. The letters of our
 * fonts must have been read, and the fonts be registered. `voices` are all that speak in it.
 */
export async function checkFilm(
  film: FilmFile,
  timeline: Timeline,
  asked: Asked,
  voices: readonly PlacedVoice[],
): Promise<DeliveryCheck[]> {
  const cues = planCues(timeline);
  const standing = standingFrames(timeline, cues);
  // What is seen through a film with transparency is not known: neither black nor stillness nor contrast says anything.
  const { alpha } = FORMATS[asked.format ?? 'mp4'];
  const frames = alpha ? [] : standing.map(({ frame }) => frame);
  const facts = await unlessDamaged(() => readFilm(path.join(film.folder, film.file)));
  const measures =
    facts &&
    (await unlessDamaged(() =>
      measureFilm({
        ...film,
        frames,
        container: facts.container,
        seconds: facts.video.frames / FPS,
        hasSound: facts.audio !== undefined,
      }),
    ));
  // Letters that no font has cannot be burned in: such captions are in files only, and a notice says so.
  const promised = asked.captions === 'burned' && !canBurnCaptions(timeline) ? 'file' : asked.captions;
  const voice = measures && checkVoice(measures.levels, voices);
  return [
    {
      promise: 'readable',
      wanted: 'every frame and sound can be decoded',
      measured: measures ? 'decoded to the end' : 'damaged or cut off',
      ok: measures !== undefined,
    },
    ...(facts ? checkContainer(facts, timeline, asked) : []),
    ...(measures ? checkSound(measures, timeline) : []),
    ...(alpha ? [] : checkPictures(measures ?? { black: [], frozen: [] }, timeline)),
    ...checkAskedLength(timeline.frames, asked.durationSeconds),
    checkLetters(cues, timeline),
    checkPlaces(timeline),
    ...(measures && !alpha ? await lookAtFrames(measures.frames, standing, timeline, asked.kinds) : []),
    ...checkCaptions(cues, timeline, promised),
    ...(voice ? [voice] : []),
  ];
}

async function unlessDamaged<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (errorCode(error) === 'MEDIA_INVALID') return undefined;
    throw error;
  }
}
