/** A number of a text as it is written, with its scale and unit. */
export interface FoundNumber {
  display: string;
  /** Where it begins and ends, in UTF-16 units. */
  start: number;
  end: number;
  /** What it is worth on the screen: 0 (a bare small number) to 1 (an amount with its unit). */
  weight: number;
  /** Whether it reads as a year, 1000 to 2099. */
  isYear: boolean;
  /** Whether it is two figures, from one to the other. */
  isChange?: boolean;
}

const DIGITS = String.raw`\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`;
const SCALE =
  'thousand|million|billion|trillion|Tausend|Millionen|Million|Milliarden|Milliarde|Billionen|mil|millones|millón|mille|millions|milliards|milliard|milioni|miliardi|milhões|bilhões';
const SYMBOL = '%|‰|°[CFK]?|€|£|¥|\\$|×';
const UNIT =
  'km\\/h|km²|m²|m³|mph|kWh|TWh|GWh|MWh|GW|MW|kW|km|cm|mm|nm|µm|kg|mg|ml|Hz|kHz|MHz|GHz|TB|GB|MB|g|t|m|l|s|percent|per cent|Prozent|Grad|degrees|kilometres|kilometers|Kilometer|kilomètres|kilómetros|metres|meters|Meter|mètres|metros|miles|feet|tonnes|tons|Tonnen|tonnes|toneladas|kilograms|litres|liters|Liter|years|Jahre|Jahren|ans|años|days|Tage|Tagen|jours|días|hours|Stunden|heures|horas|minutes|Minuten|minutos|seconds|Sekunden';
const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}.,])([€$£¥]\\s?)?[-−+]?(?:${DIGITS})(?:[\\s\\u00a0\\u202f-]?(?:(${SCALE})(?![\\p{L}]))(?:\\s(?:de|d’|d'))?)?(?:[\\s\\u00a0\\u202f]?(?:(${SYMBOL})|(${UNIT})(?![\\p{L}])))?(?![\\p{L}\\p{N}]|\\.\\d)`,
  'gu',
);
const YEAR = /^(1[0-9]|20)\d\d$/;

function weigh(display: string, hasScale: boolean, hasUnit: boolean): number {
  if (YEAR.test(display)) return 0.45;
  if (hasUnit || hasScale) return 1;
  const digits = display.replace(/\D/g, '').length;
  if (digits >= 4) return 0.9;
  return digits >= 2 ? 0.55 : 0.2;
}

/** The numbers written in figures in a text, in order, each with currency, scale word and unit where they follow. */
export function findNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(NUMBER)].map((match) => {
    const [display, currency, scale, symbol, unit] = match;
    return {
      display: display.trim().replace(/\s(?:de|d[’'])$/u, ''),
      start: match.index,
      end: match.index + display.trimEnd().length,
      isYear: YEAR.test(display.trim()),
      weight: weigh(display.trim(), scale !== undefined, (currency ?? symbol ?? unit) !== undefined),
    };
  });
}

/** The digits of every number in a text, separators removed, so that `10,935` and `10 935` are the same number. */
export function numberKeys(text: string): Set<string> {
  return new Set(
    [...text.matchAll(new RegExp(DIGITS, 'gu'))].map(([found]) =>
      found.replace(/[\s,.'’\u00a0\u202f]/gu, ''),
    ),
  );
}
