/** Signs and short forms of units; they must stand as written. */
const SYMBOLS =
  '% ‰ °C °F °K ° km/h m/s mph kWh MWh GWh TWh kW MW GW TW W km² km³ km2 km m² m³ m2 m3 m cm² cm³ cm mm nm µm μm kg mg µg g t kt Mt Gt hl ml mL dl cl l L ms ns s min h Hz kHz MHz GHz kJ MJ J kcal cal V A mA Pa hPa kPa MPa bar dB kB MB GB TB PB ppm ppb px fps rpm ha EL TL ft lb lbs oz yd mi pt qt USD EUR GBP € $ £ ¥ 元 円 원 ₹ 米 公里 吨 噸 度 人 个 個 年 岁 歳 年間 時間 分 秒 小时 分钟 メートル キロメートル キロ トン パーセント 杯 升 倍 명 미터 년 도'.split(
    ' ',
  );

/** Units as words; any case. */
const WORDS =
  'percent|per cent|percentage points?|degrees?(?: celsius| fahrenheit)?|(?:kilo|centi|milli|nano|micro)?met(?:re|er)s?|(?:kilo|milli)?grams?|kilos?|tonnes?|tons?|(?:milli|centi|deci|hecto)?lit(?:re|er)s?|miles?|feet|foot|inch(?:es)?|yards?|acres?|hectares?|pounds?|ounces?|cups?|gallons?|pints?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|(?:kilo|mega|giga|tera)?watts?|watt-hours?|volts?|atmospheres?|(?:mega|giga|tera|kilo)?bytes?|dollars?|cents?|euros?|pounds|yen|yuan|rupees?|kilometres? per hour|miles per hour|' +
  'prozent|grad(?: celsius)?|(?:kilo|zenti|milli)?metern?|kilogramm|gramm|tonnen?|litern?|stunden?|minuten?|sekunden?|tagen?|wochen?|monaten?|jahren?|jahrhunderten?|quadratkilometern?|quadratmetern?|kubikmetern?|tassen?|' +
  'por ciento|metros?|kilómetros?|toneladas?|litros?|grados?|horas?|minutos?|segundos?|días?|semanas?|meses|años?|siglos?|tazas?|pour cent|mètres?|kilomètres?|degrés?|heures?|jours?|semaines?|mois|ans?|années?|siècles?|' +
  'per cento|metri|chilometri|tonnellate|litri|gradi|ore|giorni|anni|secoli|por cento|quilômetros?|graus|dias|anos|séculos?|процент\\p{L}*|метр\\p{L}*|километр\\p{L}*|тонн\\p{L}*|градус\\p{L}*|лет|год\\p{L}*|प्रतिशत|मीटर|किलोमीटर|साल|वर्ष|डिग्री|متر(?:ًا|ا)?|كيلومتر(?:ًا|ا)?|سنة|عام(?:ًا|ا)?|درجة';

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Units of measure behind a figure, as alternatives of a case-insensitive regular expression; symbols match by case in {@link isUnit}. */
export const UNIT_PATTERN = `${WORDS}|${SYMBOLS.map(literally)
  .sort((a, b) => b.length - a.length)
  .join('|')}`;

const symbols = new Set(SYMBOLS);
const words = new RegExp(`^(?:${WORDS})$`, 'iu');

/** Whether a text is a unit of measure: a symbol exactly as it is written (`km`, `°C`), or a word (`metres`, `Prozent`). */
export function isUnit(text: string): boolean {
  return symbols.has(text) || words.test(text);
}

/** Whether a unit stands for parts of a hundred. */
export function isPercent(unit: string | undefined): boolean {
  return (
    unit !== undefined &&
    /^(?:%|percent|per cent|prozent|por ciento|pour cent|per cento|por cento|パーセント|процент|प्रतिशत)/iu.test(
      unit,
    )
  );
}
