import { writeFile } from 'node:fs/promises';
import { openSpeech } from '#cli/voices/open-speech.ts';
import type { LocalConfig } from '#local/config.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { checkVoice } from '#shared/agents/narrator/choose-voice.ts';
import { AppError } from '#shared/errors.ts';

/** What is said, by whom, and the file that gets it. */
export interface Saying {
  voice: string;
  text: string;
  language?: string;
  out: string;
}

/** Says a text into a WAV file and gives a line about it. Throws `OUTPUT_UNWRITABLE` and what speaking throws. */
export async function sayText({ voice, text, language, out }: Saying, config: LocalConfig): Promise<string> {
  const speech = openSpeech(config);
  try {
    checkVoice(speech, voice);
    const known = speech.voices().find(({ name }) => name === voice);
    if (known === undefined) throw new AppError('VOICE_UNAVAILABLE', 'Name one voice.');
    const spoken = await speech.speak({
      text,
      voice,
      language: language ?? known.languages[0] ?? 'en',
      tenant: LOCAL_TENANT,
    });
    await writeFile(out, spoken.wav).catch((cause: unknown) => {
      throw new AppError('OUTPUT_UNWRITABLE', `${out} cannot be written.`, { cause });
    });
    const usd = known.usdPerCharacter * (spoken.billedCharacters ?? text.length);
    const cost = usd > 0 ? `, about $${usd.toFixed(4)}` : '';
    return `${out}: ${(spoken.durationMs / 1000).toFixed(1)} s, ${spoken.words.length} words${cost}\n`;
  } finally {
    await speech.close();
  }
}
