import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';

/** Opens the port `speech`. */
export const open = () => createFliteSpeech();
