import { primaryLanguage } from '#shared/language/stop-words.ts';

/** Signs and short forms that every language uses; they must stand as written. */
const SYMBOLS =
  '% ‰ °C °F °K ° km/h m/s mph kWh MWh GWh TWh Wh kW MW GW TW W km² km³ km2 km m² m³ m2 m3 m cm² cm³ cm mm nm µm μm kg mg µg g t kt Mt Gt hl ml mL dl cl l L ms ns s min h Hz kHz MHz GHz kJ MJ J kcal cal V A mA Pa hPa kPa MPa bar dB kB MB GB TB PB ppm ppb px fps rpm ha ft lb lbs oz yd mi pt qt tsp tbsp EL TL USD EUR GBP CHF € $ £ ¥';
/** Units of scripts without spaces, or whose endings attach: no boundary follows them. */
const ATTACHING =
  '元 円 원 ₹ 米 公里 吨 噸 度 人 个 個 年 岁 歳 年間 時間 分 秒 小时 分钟 メートル キロメートル キロ トン パーセント 杯 升 倍 명 미터 킬로미터 년 도';

const TIME_EN =
  'seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)';
/** Units as words, a language each; any case. */
const WORDS: Readonly<Record<string, string>> = {
  en: `percent|per cent|percentage points?|points?|degrees?(?: celsius| fahrenheit)?|(?:(?:square|cubic) )?(?:(?:kilo|centi|milli|nano|micro)?met(?:re|er)s?|miles?|feet|foot|inch(?:es)?|yards?)(?: per (?:hour|second))?|(?:kilo|milli)?grams?|kilos?|tonnes?|tons?|(?:milli|centi|deci|hecto)?lit(?:re|er)s?|acres?|hectares?|pounds?|ounces?|cups?|(?:table|tea)?spoons?|gallons?|pints?|${TIME_EN}|(?:kilo|mega|giga|tera)?watts?(?:[- ]hours?)?|volts?|atmospheres?|(?:mega|giga|tera|kilo)?bytes?|dollars?|cents?|euros?|yen|yuan|rupees?|kron(?:er|or|a)|francs?|times`,
  de: 'prozent(?:punkten?)?|grad(?: celsius)?|(?:kilo|zenti|milli|quadrat|kubik|quadratkilo)*metern?|kilogramm|gramm|kilo|tonnen?|(?:milli)?litern?|hektar|stunden?|minuten?|sekunden?|tage?n?|nächten?|wochen?|monate?n?|jahre?n?|jahrzehnten?|jahrhunderten?|tassen?|euro|dollar|franken|cent|kilowattstunden?|watt|mal',
  es: 'por ciento|puntos porcentuales|(?:kiló|centí|milí)?metros?(?: (?:cuadrados|cúbicos))?|kilos?|(?:kilo)?gramos?|toneladas?|litros?|hectáreas?|grados?|horas?|minutos?|segundos?|días?|noches?|semanas?|mes(?:es)?|años?|décadas?|siglos?|tazas?|euros?|dólares|veces',
  fr: 'pour cent|points? de pourcentage|(?:kilo|centi|milli)?mètres?(?: (?:carrés?|cubes?))?|kilos?|(?:kilo)?grammes?|tonnes?|litres?|hectares?|degrés?|heures?|minutes?|secondes?|jours?|nuits?|semaines?|mois|ans?|années?|décennies?|siècles?|tasses?|euros?|dollars?|fois',
  it: 'per cento|(?:chilo|centi|milli)?metri|chili|grammi|tonnellate|litri|ettari|gradi|or[ae]|minut[io]|second[io]|giorn[io]|settiman[ae]|mes[ei]|ann[io]|secol[io]|euro|dollari|volte',
  pt: 'por cento|(?:quilô|centí|milí)?metros?|quilos?|gramas?|toneladas?|litros?|hectares?|graus|horas?|minutos?|segundos?|dias?|semanas?|m[eê]s(?:es)?|anos?|séculos?|euros?|reais|dólares|vezes',
  nl: 'procent|(?:kilo|centi)?meters?|kilo|gram|ton|liters?|graden|uur|uren|minuten|seconden|dagen|weken|maanden|jaar|jaren|euro',
  ru: 'процент\\p{L}*|метр\\p{L}*|километр\\p{L}*|килограмм\\p{L}*|тонн\\p{L}*|литр\\p{L}*|градус\\p{L}*|лет|год\\p{L}*|дн\\p{L}{1,2}|недел\\p{L}*|месяц\\p{L}*|час\\p{L}{0,2}|минут\\p{L}?|рубл\\p{L}*|доллар\\p{L}*|раза?',
  hi: 'प्रतिशत|मीटर|किलोमीटर|किलो|टन|साल|वर्ष|दिन|घंटे|मिनट|डिग्री|रुपये',
  ar: 'متر(?:ًا|اً|ا)?|أمتار|كيلومتر(?:ًا|اً|ا|ات)?|كيلوغرام(?:ًا|اً|ا|ات)?|طن(?:ًا|اً|ا)?|أطنان|سنة|سنوات|عام(?:ًا|اً|ا)?|أعوام|يوم(?:ًا|اً|ا)?|أيام|شهر(?:ًا|اً|ا)?|أشهر|ساعة|ساعات|دقيقة|دقائق|درجة|دولار(?:ًا|اً|ا|ات)?|يورو|في المئة|بالمئة|بالمائة',
};

/** Units of a duration that is told in two parts, `2 h 40 min`; `ft`, `in` and the like are told so too. */
const COMPOUND =
  /^(?:h|min|s|ms|ft|in|lbs?|oz|feet|foot|inch(?:es)?|pounds?|ounces?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|stunden?|minuten?|sekunden?|tage?n?|wochen?|monate?n?|jahre?n?|horas?|minutos?|segundos?|días?|semanas?|mes(?:es)?|años?|heures?|secondes?|jours?|semaines?|mois|ans?|années?|時間|分|秒|小时|分钟)$/iu;

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const byLength = (list: string) =>
  list
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .map(literally)
    .join('|');

const wordsOf = (language: string): string => WORDS[primaryLanguage(language)] ?? '(?!)';

/**
 * Units of measure that may stand behind a figure in a language, as a regular expression without flags but `u`: words in
 * any case and symbols as they are written, none of them the beginning of a longer word.
 */
export function unitPattern(language: string): string {
  return `(?:(?:(?i:${wordsOf(language)})|${byLength(SYMBOLS)})(?![\\p{L}\\p{M}\\p{N}²³])|${byLength(ATTACHING)})`;
}

const symbols = new Set(`${SYMBOLS} ${ATTACHING}`.split(' '));

/** Whether a text is a unit of measure: a symbol exactly as it is written (`km`, `°C`), or a word of the language. */
export function isUnit(text: string, language: string): boolean {
  return symbols.has(text) || new RegExp(`^(?:${wordsOf(language)})$`, 'iu').test(text);
}

/** Whether a unit may follow another one in a compound such as `2 h 40 min`. */
export function isCompoundUnit(unit: string | undefined): boolean {
  return unit !== undefined && COMPOUND.test(unit);
}

/** Whether a unit stands for parts of a hundred. */
export function isPercent(unit: string | undefined): boolean {
  return (
    unit !== undefined &&
    /^(?:%|percent|per cent|prozent|por ciento|pour cent|per cento|por cento|パーセント|процент|प्रतिशत|في المئة|بالمئة|بالمائة)/iu.test(
      unit,
    )
  );
}

/** Whether a unit is a currency. */
export function isMoney(unit: string | undefined): boolean {
  return (
    unit !== undefined &&
    /^(?:[€$£¥₹]|EUR|USD|GBP|CHF|dollars?|euros?|cents?|yen|yuan|rupees?|kron(?:er|or|a)|franken|francs?|dólares|reais|dollari|долл\p{L}*|рубл\p{L}*|دولار\p{L}*|يورو|元|円|원)$/iu.test(
      unit,
    )
  );
}
