import { AppError } from '#shared/errors.ts';
import type { SpeechProvider } from '#shared/ports/speech.ts';
import { joinCatalogues } from '#shared/providers/speech/join-catalogues.ts';

/** What asks several providers, and ends them all. */
export type SpeechRouter = SpeechProvider & { close(): Promise<void> };

/** One of the providers that a router asks; `name` tells them apart in step keys. */
export type NamedProvider = SpeechProvider & { readonly name: string; close?(): Promise<void> };

/** One provider of all voices of several; those of the first ones are preferred. Each request goes to the one that has the voice. */
export function createSpeechRouter(providers: readonly NamedProvider[]): SpeechRouter {
  const ownerOf = (voice: string) =>
    providers.find((provider) => provider.voices().some(({ name }) => name === voice));
  return {
    ...joinCatalogues(providers),
    versionOf(voice) {
      const owner = ownerOf(voice);
      return owner ? `${owner.name} ${owner.versionOf(voice)}` : 'none';
    },
    async speak(request) {
      const owner = ownerOf(request.voice);
      if (owner) return await owner.speak(request);
      throw new AppError('VOICE_UNAVAILABLE', `There is no voice named "${request.voice}".`);
    },
    async close() {
      await Promise.all(providers.map((provider) => provider.close?.()));
    },
  };
}
