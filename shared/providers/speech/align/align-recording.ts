import { encodeWav } from '#shared/audio/wav.ts';
import { AppError } from '#shared/errors.ts';
import type { SpokenText } from '#shared/ports/speech.ts';
import { alignWords } from '#shared/providers/speech/align/align-words.ts';
import { FILM_RATE, finishSound } from '#shared/providers/speech/finish/finish-sound.ts';
import { toTimedWords } from '#shared/providers/speech/finish/timed-words.ts';
import type { WordTime } from '#shared/providers/speech/flite/synthesise.ts';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';

/** A person's own reading of all lines of a script, in order. */
export interface Recording {
  samples: Float32Array;
  /** Hz. */
  sampleRate: number;
  /** One text for each scene; an empty one is silent. */
  lines: readonly string[];
  /** BCP 47. */
  language: string;
}

/** Silence that is left at most before and after the words of a scene, in seconds; longer pauses of a reader are cut. */
const MARGIN = 0.25;
/** A cut fades over so many samples (5 ms), so that it does not click. */
const FADE = 240;

/**
 * Cuts a reading at the lines of its script, each in the middle of the pause between two lines, and gives the speech of each
 * scene with the times of its words; undefined for empty lines. Loudness is set once for the whole, so that scenes stay as
 * loud to each other as they were read. Throws `MEDIA_INVALID` where lines cannot be found in it, and `TOOL_CRASHED` for a
 * silent recording.
 */
export async function alignRecording(recording: Recording): Promise<(SpokenText | undefined)[]> {
  const { lines } = recording;
  const counts = lines.map((line) => displayWords(line).length);
  const times = await alignWords({ ...recording, text: lines.join(' ') });
  const { samples, cut } = finishSound(recording.samples, recording.sampleRate, []);
  const whole = samples.length / FILM_RATE;
  let first = 0;
  const spans = counts.map((count) => {
    const own = times.filter(({ index }) => index >= first && index < first + count);
    const span = { first, count, own, start: (own[0]?.start ?? 0) - cut, end: (own.at(-1)?.end ?? 0) - cut };
    first += count;
    return span;
  });
  const heard = spans.filter(({ own }) => own.length > 0);
  return spans.map((span, i) => {
    if (span.count === 0) return undefined;
    if (span.own.length === 0 || span.end - span.start < 0.05) {
      throw new AppError(
        'MEDIA_INVALID',
        `Line ${i + 1} cannot be found in the recording: "${lines[i]?.slice(0, 60)}".`,
        {
          hint: 'Read every line of the script, in order, and nothing else.',
        },
      );
    }
    const at = heard.indexOf(span);
    const before = at > 0 ? ((heard[at - 1]?.end ?? 0) + span.start) / 2 : 0;
    const after = at + 1 < heard.length ? (span.end + (heard[at + 1]?.start ?? 0)) / 2 : whole;
    const from = Math.max(0, before, span.start - MARGIN);
    const to = Math.min(whole, Math.max(from + 0.05, Math.min(after, span.end + MARGIN)));
    return cutOut(samples, { from, to, shift: cut + from }, displayWords(lines[i] ?? ''), shifted(span));
  });
}

function shifted({ own, first }: { own: readonly WordTime[]; first: number }): WordTime[] {
  return own.map((time) => ({ ...time, index: time.index - first }));
}

function cutOut(
  samples: Float32Array,
  { from, to, shift }: { from: number; to: number; shift: number },
  words: readonly string[],
  times: readonly WordTime[],
): SpokenText {
  const piece = samples.slice(Math.round(from * FILM_RATE), Math.round(to * FILM_RATE));
  for (let i = 0; i < Math.min(FADE, piece.length); i++) {
    piece[i] = ((piece[i] as number) * i) / FADE;
    const end = piece.length - 1 - i;
    piece[end] = ((piece[end] as number) * i) / FADE;
  }
  const durationMs = Math.round((piece.length / FILM_RATE) * 1000);
  return {
    wav: encodeWav({ sampleRate: FILM_RATE, channels: [piece] }),
    durationMs,
    words: toTimedWords(words, times, { shift, durationMs }),
  };
}
