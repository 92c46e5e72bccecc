import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, must, needed } from '#cli/smoke/check.ts';
import { requestOf, WISHES } from '#cli/smoke/check-start.ts';
import { fetchFile } from '#cli/smoke/fetch-file.ts';
import { follow } from '#cli/smoke/follow.ts';
import { readAnswer } from '#cli/smoke/installation.ts';
import { ProductionReport } from '#shared/domain/production-report.ts';
import { ProductionSummary, type ProductionView } from '#shared/domain/production-view.ts';
import { readFilm } from '#shared/render/join/film-facts.ts';
import { frameSize } from '#shared/scenes/frame.ts';

/** What film and report may differ by, in seconds: less than a frame. */
const LENGTH_SLACK = 0.03;

/** The film is made. */
export const makingChecks: readonly Check[] = [
  {
    title: 'The film is made',
    advice:
      'Raise --timeout when it only was slow. On AWS the execution of that id in Step Functions names what failed.',
    async look(visit) {
      const film = await follow(visit, needed(visit.found.self, 'film'));
      must(film.state === 'succeeded', howItEnded(film));
      visit.found.film = film;
      return `${film.seconds?.toFixed(1)} s`;
    },
  },
];

/** The film is what was asked for, and is not made twice. */
export const filmChecks: readonly Check[] = [
  {
    title: 'Its verdict is passed, or degraded with reasons',
    advice: 'Read the reasons, and the checks of report.json.',
    async look({ found }) {
      const { verdict, reasons = [] } = needed(found.film, 'finished film');
      must(verdict === 'passed' || verdict === 'degraded', `It is ${verdict}: ${reasons.join(' ')}`);
      must(verdict === 'passed' || reasons.length > 0, 'It is degraded, and no reason is given.');
      return reasons.length === 0 ? verdict : `${verdict}: ${reasons.join(' ')}`;
    },
  },
  {
    title: 'The film can be fetched and is, byte for byte, the one that was checked',
    advice: 'Look whether the bucket of the assets is there, and at the log of api-download.',
    async look({ installation, found, folder }) {
      const film = needed(found.film, 'finished film');
      const bytes = await fetchFile(installation, film, 'film.mp4');
      const reportBytes = await fetchFile(installation, film, 'report.json');
      const report = ProductionReport.parse(JSON.parse(reportBytes.toString('utf8')));
      const hash = createHash('sha256').update(bytes).digest('hex');
      const { film: checked } = report.delivery;
      must(
        hash === checked.hash,
        `Its SHA-256 is ${hash}, and that of the film that was checked ${checked.hash}.`,
      );
      await writeFile(join(folder, 'film.mp4'), bytes);
      Object.assign(found, { hash, report });
      const { steps, reused } = report.timings;
      return `${bytes.byteLength} bytes; ${steps - reused} of ${steps} steps were made for it`;
    },
  },
  {
    title: 'The film plays: picture and sound, in the promised shape and length',
    advice: 'Look at it, and at the checks of report.json.',
    async look({ found, folder }) {
      needed(found.hash, 'film to be read');
      const { video, audio, quickStart } = await readFilm(join(folder, 'film.mp4'));
      const { width, height } = frameSize(WISHES);
      must(
        video.width === width && video.height === height,
        `The picture has ${video.width} × ${video.height} pixels and not ${width} × ${height}.`,
      );
      must(audio !== undefined, 'There is no sound.');
      must(quickStart, 'The index is behind the data: it cannot be played before all of it is there.');
      const promised = needed(found.film?.seconds, 'length');
      must(
        Math.abs(audio.endSeconds - promised) <= 1 && Math.abs((video.times.at(-1) ?? 0) - promised) <= 0.2,
        `It was said to have ${promised} s; its sound ends at ${audio.endSeconds} s, its last picture comes at ${video.times.at(-1)} s.`,
      );
      return `${width} × ${height}, ${video.frames} pictures, ${audio.endSeconds.toFixed(1)} s`;
    },
  },
  {
    title: 'Its captions can be read and end with it',
    advice: 'Look at captions.srt, and at the checks of report.json.',
    async look({ installation, found }) {
      const film = needed(found.film, 'finished film');
      const text = (await fetchFile(installation, film, 'captions.srt')).toString('utf8');
      const ends = [...text.matchAll(/--> (\d+):(\d\d):(\d\d),(\d{3})/g)].map(
        ([, hours, minutes, seconds, ms]) =>
          Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(ms) / 1_000,
      );
      must(ends.length > 0, 'There is none.');
      const last = Math.max(...ends);
      must(last <= (film.seconds ?? 0) + LENGTH_SLACK, `The last one ends at ${last} s, after the film.`);
      return `${ends.length} captions`;
    },
  },
  {
    title: 'Asked for again, it is there without being made again',
    advice:
      'Look at report.json of the second film: a step that is not reused has another input, or its asset is gone.',
    async look(visit) {
      const { installation, found } = visit;
      const hash = needed(found.hash, 'film to be compared with');
      const asked = await installation.call('/v1/productions', { method: 'POST', body: requestOf(visit) });
      const { id, links } = readAnswer(asked, [202], ProductionSummary);
      const film = await follow(visit, links.self);
      must(film.state === 'succeeded', howItEnded(film));
      const bytes = await fetchFile(installation, film, 'report.json');
      const { delivery, timings } = ProductionReport.parse(JSON.parse(bytes.toString('utf8')));
      must(delivery.film.hash === hash, 'It became another film.');
      const again = timings.bySteps.filter(({ reused }) => !reused).map(({ step }) => step);
      must(again.length === 0, `These steps were made again: ${again.join(', ')}.`);
      return `${id}: ${timings.reused} of ${timings.steps} steps were there`;
    },
  },
];

function howItEnded({ id, state, error }: ProductionView): string {
  const why = error ? ` ${[`${error.code}:`, error.message, error.hint].filter(Boolean).join(' ')}` : '';
  return `The film ${id} is ${state}.${why}`;
}
