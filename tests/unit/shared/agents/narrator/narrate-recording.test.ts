import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { narrateRecording } from '#shared/agents/narrator/narrate-recording.ts';
import { upsample } from '#shared/audio/polyphase.ts';
import { decodeWav, encodeWav } from '#shared/audio/wav.ts';
import { Narration } from '#shared/domain/speech.ts';
import { synthesise } from '#shared/providers/speech/flite/synthesise.ts';
import { toSpokenWords } from '#shared/providers/speech/text/spoken-words.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const LINES = ['Nobody had ever been there.', '', 'Only robots come back, since then.'];
let harness: Harness;
let mono: Float32Array;
beforeAll(async () => {
  harness = await openHarness();
  const words = toSpokenWords(LINES.join(' '));
  const { sound } = await synthesise(words, { flite: 'rms', stretch: 1.15 });
  mono = upsample(sound.channels[0] as Float32Array, 3);
});
afterAll(() => harness.close());

async function narrate(channels: Float32Array[]) {
  const { ports, tenant } = harness.context;
  const recording = await ports.assets.put(tenant, encodeWav({ sampleRate: 48_000, channels }), 'audio/wav');
  const { narrations } = await narrateRecording.run(
    { recording, lines: LINES, language: 'en' },
    harness.context,
  );
  const json = new TextDecoder().decode(await ports.assets.get(tenant, narrations));
  return Narration.array().parse(JSON.parse(json));
}

describe('narrate-recording', () => {
  test('cuts a reading at the lines of the script; a line without words is silent', async () => {
    const scenes = await narrate([mono]);

    // Assess
    expect(scenes.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual(LINES);
    expect(scenes.map(({ voice }) => voice)).toEqual(['own', 'none', 'own']);
    expect(scenes[1]?.audio).toBeUndefined();
    const [first, last] = [scenes[0], scenes[2]].map((scene) => scene?.durationMs ?? 0);
    const whole = mono.length / 48;
    expect((first ?? 0) + (last ?? 0)).toBeGreaterThan(0.7 * whole);
    expect((first ?? 0) + (last ?? 0)).toBeLessThanOrEqual(whole + 1);
  });

  test('takes both sides of a stereo file, whichever the voice is on', async () => {
    const scenes = await narrate([new Float32Array(mono.length), mono]);
    const { ports, tenant } = harness.context;
    const plain = await narrate([mono]);
    for (const [i, { audio, words }] of scenes.entries()) {
      expect(words).toEqual(plain[i]?.words);
      if (audio === undefined) continue;
      const { channels } = decodeWav(await ports.assets.get(tenant, audio));
      const other = decodeWav(await ports.assets.get(tenant, plain[i]?.audio as typeof audio));
      // Both are brought to one loudness; rounding to 16 bit at half the level remains.
      const most = channels[0]?.reduce(
        (most, sample, at) => Math.max(most, Math.abs(sample - (other.channels[0]?.[at] ?? 0))),
        0,
      );
      expect(most).toBeLessThan(0.002);
    }
  });
});
