import { describe, expect, test } from 'vitest';
import { chooseVoice, READING_PACE } from '#shared/agents/narrator/choose-voice.ts';
import type { Voice } from '#shared/ports/speech.ts';

const voice = (name: string, languages: string[], kind: Voice['kind'] = 'built-in') => ({
  name,
  kind,
  languages,
  wordsPerMinute: 150,
  usdPerCharacter: 0,
  onlyByName: kind === 'cloud',
});
const provider = {
  howToGet: () => undefined as string | undefined,
  voices: () => [
    voice('cloud:zoe', ['en', 'ja'], 'cloud'),
    voice('anna', ['de']),
    voice('best', ['en', 'en-GB']),
    voice('other', ['en']),
  ],
};

describe('choosing a voice', () => {
  test.each([
    ['auto', 'en', 'best'],
    ['auto', 'en-AU', 'best'],
    ['auto', 'de-CH', 'anna'],
    ['other', 'en', 'other'],
    ['cloud:zoe', 'ja', 'cloud:zoe'],
  ])('%s for %s is %s, at its measured pace', (wish, language, name) => {
    expect(chooseVoice(provider, wish, language)).toMatchObject({
      name,
      wordsPerMinute: 150,
      spoken: { name },
    });
  });

  test.each([
    ['none', 'en'],
    ['auto', 'ja'],
    ['auto', 'und'],
    ['auto', 'eng'],
    ['anna', 'en'],
  ])('%s for %s leaves the film silent, at a reader’s pace, and keeps what was asked', (wish, language) => {
    expect(chooseVoice(provider, wish, language)).toEqual({ name: wish, wordsPerMinute: READING_PACE });
  });

  test('a name that nobody has is VOICE_UNAVAILABLE, with the names that there are', () => {
    expect(() => chooseVoice(provider, 'Bob', 'en')).toThrow(
      expect.objectContaining({
        code: 'VOICE_UNAVAILABLE',
        hint: 'Choose one of: auto, none, cloud:<name>, anna, best, other.',
      }),
    );
  });

  test('a provider that knows how to get a voice says so', () => {
    const helpful = { ...provider, howToGet: () => 'Install it.' };
    expect(() => chooseVoice(helpful, 'sherpa:x', 'en')).toThrow(
      expect.objectContaining({ code: 'VOICE_UNAVAILABLE', hint: 'Install it.' }),
    );
  });
});
