import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeWav, encodeWav } from '#shared/audio/wav.ts';
import { composeMusicStep } from '#shared/providers/music/compose-music-step.ts';
import { fitMusicStep } from '#shared/render/audio/own-music/fit-music-step.ts';
import { BeatTimes, trackBeatsStep } from '#shared/render/audio/own-music/track-beats-step.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

test('a piece is tracked and made as long as the film, to the sample, the same file each time', async () => {
  // Prepare
  const { context, assets } = harness;
  const { music } = await composeMusicStep.run({ mood: 'driving', seconds: 20, seed: 1 }, context);

  // Act
  const { beats } = await trackBeatsStep.run({ music }, context);
  const beatsMs = await context.readJson(BeatTimes, beats);
  const fitted = await fitMusicStep.run({ music, beatsMs, seconds: 33.3 }, context);
  const again = await fitMusicStep.run({ music, beatsMs, seconds: 33.3 }, context);

  // Assess
  expect(beatsMs.length).toBeGreaterThan(25);
  const { channels, sampleRate } = decodeWav(await assets.get(context.tenant, fitted.music));
  expect([sampleRate, channels.length, channels[0]?.length]).toEqual([48_000, 2, 1_598_400]);
  expect(again.music.hash).toBe(fitted.music.hash);
});

test('what is no WAV file is refused', async () => {
  const { context, assets } = harness;
  const text = await assets.put(context.tenant, Buffer.from('#EXTM3U\n/etc/passwd\n'), 'audio/wav');
  await expect(trackBeatsStep.run({ music: text }, context)).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
  await expect(fitMusicStep.run({ music: text, beatsMs: [], seconds: 5 }, context)).rejects.toMatchObject({
    code: 'MEDIA_INVALID',
  });
});

test.each([0, 960])('a sound of %i samples is no music', async (length) => {
  const { context, assets } = harness;
  const channels = [new Float32Array(length).fill(0.5)];
  const click = await assets.put(context.tenant, encodeWav({ sampleRate: 48_000, channels }), 'audio/wav');
  const tooShort = { code: 'MEDIA_INVALID', message: expect.stringContaining('too short') };
  await expect(trackBeatsStep.run({ music: click }, context)).rejects.toMatchObject(tooShort);
  await expect(fitMusicStep.run({ music: click, beatsMs: [], seconds: 1800 }, context)).rejects.toMatchObject(
    tooShort,
  );
});
