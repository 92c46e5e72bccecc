import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { json, upload } from '#tests/rehearsal/scenes/over-api.ts';
import { insist, type Scene } from '#tests/rehearsal/scenes/scene.ts';

const TENANT = 'filmer';

const ENGLISH =
  '# Clocks\n\n![A clock at work](clock.mp4)\n\nA pendulum clock at work loses about 10 seconds in a week. A quartz clock loses 15 seconds in a month.\n';
const GERMAN =
  '# Uhren\n\nEine Pendeluhr bei der Arbeit verliert etwa 10 Sekunden in einer Woche. Eine Quarzuhr verliert 15 Sekunden in einem Monat.\n';

/** Footage, music of one's own and a translation come with a text: a film in each language is made of them. */
export const withMedia: Scene = {
  title: 'Footage, music and a translation are uploaded, and a film is made in each language',
  async play(desk) {
    const { footage, music } = await drawMedia();
    const text = (words: string) => upload(desk, TENANT, Buffer.from(words), 'text/markdown');
    const wish = {
      title: 'Clocks',
      sources: [{ asset: await text(ENGLISH), format: 'markdown', name: 'clocks.md' }],
      footage: [{ name: 'clock.mp4', ref: await upload(desk, TENANT, footage, 'video/mp4') }],
      music: await upload(desk, TENANT, music, 'audio/wav'),
      translations: [{ language: 'de', source: await text(GERMAN) }],
      options: { quality: 'draft', duration: 10 },
    };
    const asked = await desk.ask(TENANT, 'POST', '/v1/productions', wish);
    const { editions = [] } = await json<{ editions?: { id: string }[] }>(asked, 202);
    insist(editions.length === 1, `There are ${editions.length} editions.`);
    const runs = await desk.until('both films have ended', async () => {
      const all = await desk.runs(TENANT);
      return all.length === 2 && all.every(({ status }) => status !== 'running') ? all : undefined;
    });
    const films = [];
    for (const run of runs) {
      insist(run.status === 'succeeded', await desk.why(TENANT, run));
      const film = await desk.film(TENANT, run);
      insist(film.verdict !== 'failed', `A film failed its check: ${film.reasons.join('; ')}`);
      films.push(film);
    }
    const names = films.flatMap(({ files }) => files.map(({ name }) => name));
    insist(names.includes('captions.de.srt'), 'The first film has no German captions.');
    return [`${films.length} films from one request, with footage and music of one's own`];
  },
};

/** A moving test picture of three seconds and eight seconds of a struck tone. */
async function drawMedia(): Promise<{ footage: Buffer; music: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-media-'));
  try {
    const program = await createMediaTools({ cacheFolder: folder }).ffmpeg();
    const common = { program, folder, inputs: [], timeoutMs: 30_000, signal: new AbortController().signal };
    const tone = "aevalsrc='0.3*sin(2*PI*220*t)*exp(-8*mod(t,0.5))':s=48000:d=8[a]";
    await runFfmpeg({
      ...common,
      filterGraph: 'testsrc2=s=320x180:r=25:d=3[v]',
      outputs: [{ file: 'clock.mp4', options: ['-map', '[v]', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'] }],
    });
    await runFfmpeg({
      ...common,
      filterGraph: tone,
      outputs: [{ file: 'song.wav', options: ['-map', '[a]', '-c:a', 'pcm_s16le'] }],
    });
    return {
      footage: await readFile(join(folder, 'clock.mp4')),
      music: await readFile(join(folder, 'song.wav')),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
