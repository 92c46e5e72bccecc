import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { narrateScene } from '#shared/agents/narrator/step.ts';
import { createStepContext } from '#shared/engine/step-context.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const speech = createFliteSpeech();
let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(async () => {
  await harness.close();
  await speech.close();
});

async function narrate(text: string, voice: string, language: string) {
  const { tenant, run, signal } = harness.context;
  const ports: Ports = Object.create(harness.context.ports, { speech: { value: speech } });
  const { context, collected } = createStepContext<'speech'>({ tenant, run, ports, signal });
  const { narration } = narrateScene.output.parse(await narrateScene.run({ text, voice, language }, context));
  return { narration, notices: collected.notices.map(({ code }) => code) };
}

describe('narrate-scene', () => {
  test('a scene in English is spoken by the best voice, word by word', async () => {
    // Act
    const { narration, notices } = await narrate('Nobody had ever been there.', 'auto', 'en');

    // Assess
    expect(narration.audio?.mediaType).toBe('audio/wav');
    expect(narration.voice).toBe('flite-slt');
    expect(narration.words.map(({ text }) => text)).toEqual(['Nobody', 'had', 'ever', 'been', 'there.']);
    expect(notices).toEqual([]);
  });

  test.each([
    ['auto', 'de', 'Die Tiefsee ist dunkel.', ['NO_VOICE_FOR_LANGUAGE']],
    ['flite-rms', 'ja', '東京は首都です。', ['NO_VOICE_FOR_LANGUAGE']],
    ['auto', 'en', '東京 🎉', ['LINE_NOT_SPOKEN']],
    ['none', 'en', 'Nobody speaks.', []],
    ['auto', 'en', '', []],
  ])(
    'voice %s, language %s, text "%s": silent, with its words, and says why',
    async (voice, language, text, wanted) => {
      // Act
      const { narration, notices } = await narrate(text, voice, language);

      // Assess
      expect(narration.audio).toBeUndefined();
      expect(narration.voice).toBe('none');
      expect(narration.words.map((word) => word.text).join('')).toBe(text.replaceAll(' ', ''));
      expect(notices).toEqual(wanted);
    },
  );

  test('a voice that costs money is paid for what was written out for it', async () => {
    const { tenant, run, signal } = harness.context;
    const voice = {
      ...{
        name: 'cloud:x',
        kind: 'cloud' as const,
        onlyByName: true,
        languages: ['en'],
        wordsPerMinute: 160,
      },
      usdPerCharacter: 0.001,
    };
    const spoken = { wav: new Uint8Array(44), durationMs: 900, words: [], billedCharacters: 12 };
    const paid = { ...speech, voices: () => [voice], speak: async () => spoken };
    const ports: Ports = Object.create(harness.context.ports, { speech: { value: paid } });
    const { context, collected } = createStepContext<'speech'>({ tenant, run, ports, signal });
    await narrateScene.run({ text: '$5', voice: 'cloud:x', language: 'en' }, context);
    expect(collected.usd).toBeCloseTo(0.012, 9);
  });

  test('a voice that does not exist fails the scene', async () => {
    await expect(narrate('Hello', 'nobody', 'en')).rejects.toMatchObject({ code: 'VOICE_UNAVAILABLE' });
  });
});
