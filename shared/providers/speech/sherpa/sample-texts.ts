/** Two sentences of some twenty words by language, to try a voice and to measure its pace. */
const SAMPLES: Readonly<Record<string, string>> = {
  en: 'Half of the ocean floor lies deeper than three thousand meters. Nobody had ever been there, and yet it is full of life.',
  de: 'Die Hälfte des Meeresbodens liegt tiefer als dreitausend Meter. Niemand war je dort, und doch ist er voller Leben.',
  es: 'La mitad del fondo del mar está a más de tres mil metros. Nadie había estado allí, y sin embargo está lleno de vida.',
  fr: 'La moitié du fond des mers se trouve à plus de trois mille mètres. Personne n’y était allé, et pourtant tout y vit.',
  it: 'La metà del fondo del mare è più profonda di tremila metri. Nessuno era mai stato lì, eppure è piena di vita.',
  pt: 'Metade do fundo do mar fica abaixo de três mil metros. Ninguém tinha estado lá, e mesmo assim está cheio de vida.',
  tr: 'Deniz tabanının yarısı üç bin metreden derindedir. Oraya hiç kimse gitmemişti, ama orası hayat dolu.',
};

/** A text in the language, or in English where there is none. */
export function sampleText(language: string): string {
  return SAMPLES[language.split('-')[0] ?? ''] ?? (SAMPLES.en as string);
}
