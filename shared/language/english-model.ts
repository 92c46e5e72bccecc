import type { WinkMethods } from 'wink-nlp';

let loaded: Promise<WinkMethods> | undefined;

/**
 * The part-of-speech and entity model for English (wink-nlp), loaded at the first call and once a process: each load changes
 * the model that it is given, so that a second one would tag otherwise and in the end fail.
 */
export function englishModel(): Promise<WinkMethods> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<WinkMethods> {
  const [{ default: wink }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  return wink(model, ['pos', 'ner']);
}
