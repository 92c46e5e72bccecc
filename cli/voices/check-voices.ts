import { openSpeech } from '#cli/voices/open-speech.ts';
import type { LocalConfig } from '#local/config.ts';
import { toAppError } from '#shared/errors.ts';
import { sampleText } from '#shared/providers/speech/sherpa/sample-texts.ts';

/**
 * Says a sentence with every voice of this machine, the first speaker of each model and one language of
 * espeak-ng, and tells how it went; voices in the
 * cloud are not asked, for that costs money. Gives whether all speak.
 */
export async function checkVoices(config: LocalConfig, out: { write(text: string): void }): Promise<boolean> {
  const speech = openSpeech(config);
  let sound = true;
  let formant = false;
  try {
    for (const { name, kind, languages } of speech.voices()) {
      if (kind === 'cloud' || name.includes('#') || (kind === 'formant' && formant)) continue;
      formant ||= kind === 'formant';
      const language = languages[0] ?? 'en';
      const text = sampleText(language);
      const before = performance.now();
      try {
        const { durationMs } = await speech.speak({ text, voice: name, language });
        const speed = durationMs / (performance.now() - before);
        out.write(`  ok      ${name.padEnd(24)} ${speed.toFixed(1)} times as fast as it speaks\n`);
      } catch (error) {
        sound = false;
        const { message, hint } = toAppError(error);
        out.write(`  FAILED  ${name.padEnd(24)} ${[message, hint].filter(Boolean).join(' ')}\n`);
      }
    }
  } finally {
    await speech.close();
  }
  return sound;
}
