import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { readInstalledVoices } from '#shared/providers/speech/sherpa/voice-manifest.ts';

/** Removes an installed voice; it is gone at once, whole. Throws `VOICE_UNAVAILABLE` for a name that is not installed. */
export async function removeVoice(name: string, folder: string): Promise<void> {
  const installed = readInstalledVoices(folder).map((voice) => voice.name);
  if (!installed.includes(name)) {
    throw new AppError('VOICE_UNAVAILABLE', `The voice "${name}" is not installed.`, {
      hint: installed.length > 0 ? `Installed are: ${installed.join(', ')}.` : 'None is installed.',
    });
  }
  const doomed = join(folder, `.removed-${name}`);
  await rm(doomed, { recursive: true, force: true });
  await rename(join(folder, name), doomed);
  await rm(doomed, { recursive: true, force: true });
}
