import type { VoiceCatalogue } from '#shared/ports/speech.ts';

/** One catalogue of all voices of several; those of the first ones are preferred. */
export function joinCatalogues(catalogues: readonly VoiceCatalogue[]): VoiceCatalogue {
  return {
    voices: () => catalogues.flatMap((catalogue) => catalogue.voices()),
    howToGet(voice) {
      for (const catalogue of catalogues) {
        const how = catalogue.howToGet(voice);
        if (how !== undefined) return how;
      }
      return undefined;
    },
  };
}
