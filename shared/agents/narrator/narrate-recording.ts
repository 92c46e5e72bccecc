import * as z from 'zod';
import { NO_VOICE } from '#shared/agents/narrator/choose-voice.ts';
import { readingTimes } from '#shared/agents/narrator/reading-times.ts';
import { decodeWav } from '#shared/audio/wav.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Narration } from '#shared/domain/speech.ts';
import { defineStep } from '#shared/engine/step.ts';
import { createSpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import { SPEECH_VERSION } from '#shared/providers/speech/speech-version.ts';

/** What the voice of a person's own recording is called in a narration. */
export const OWN_VOICE = 'own';

/**
 * The narrator, where the person has read the script: cuts the reading at the lines of the scenes and times its words.
 * Throws `MEDIA_INVALID` for anything but a WAV file of 16-bit PCM, and where a line cannot be found in it.
 */
export const narrateRecording = defineStep({
  name: 'narrate-recording',
  version: 1,
  input: z.strictObject({
    /** WAV, 16-bit PCM, one or two channels. */
    recording: AssetRef,
    /** Words of each scene, in order; empty for a scene that is silent on purpose. */
    lines: z.array(z.string()).min(1),
    /** BCP 47. */
    language: z.string(),
  }),
  output: z.strictObject({ narrations: AssetRef }),
  dependsOn: { speech: SPEECH_VERSION },
  subject: ({ lines }) => `recording of ${lines.length} lines`,
  async run({ recording, lines, language }, { ports, tenant, signal, writeJson }) {
    const { sampleRate, channels } = decodeWav(await ports.assets.get(tenant, recording));
    const samples = channels.length === 1 ? channels[0] : middleOf(channels);
    const finisher = createSpeechFinisher();
    try {
      const reading = { samples: samples ?? new Float32Array(0), sampleRate, lines, language };
      const spoken = await finisher.cutRecording(reading, signal);
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

function middleOf(channels: readonly Float32Array[]): Float32Array {
  const [left = new Float32Array(0), right = left] = channels;
  return left.map((sample, i) => (sample + (right[i] ?? 0)) / 2);
}
