/** How a unit is said: for one, and for any other number. */
interface UnitName {
  one: string;
  many: string;
}

const unit = (one: string, many = `${one}s`): UnitName => ({ one, many });

/** Units of measure by their sign. Signs of one letter that are also words (`a`, `h` apart) count only behind a number. */
const UNITS: Record<string, UnitName> = {
  mm: unit('millimeter'),
  cm: unit('centimeter'),
  m: unit('meter'),
  km: unit('kilometer'),
  nm: unit('nanometer'),
  µm: unit('micrometer'),
  ft: unit('foot', 'feet'),
  mi: unit('mile'),
  yd: unit('yard'),
  in: unit('inch', 'inches'),
  ha: unit('hectare'),
  'm²': unit('square meter'),
  'km²': unit('square kilometer'),
  'cm²': unit('square centimeter'),
  'm³': unit('cubic meter'),
  'km³': unit('cubic kilometer'),
  l: unit('liter'),
  L: unit('liter'),
  ml: unit('milliliter'),
  mL: unit('milliliter'),
  mg: unit('milligram'),
  g: unit('gram'),
  kg: unit('kilogram'),
  lb: unit('pound'),
  lbs: unit('pound'),
  oz: unit('ounce'),
  t: unit('ton'),
  'km/h': unit('kilometer per hour', 'kilometers per hour'),
  kmh: unit('kilometer per hour', 'kilometers per hour'),
  'm/s': unit('meter per second', 'meters per second'),
  'm/s²': unit('meter per second squared', 'meters per second squared'),
  'km/s': unit('kilometer per second', 'kilometers per second'),
  mph: unit('mile per hour', 'miles per hour'),
  '°': unit('degree'),
  '°C': unit('degree Celsius', 'degrees Celsius'),
  '℃': unit('degree Celsius', 'degrees Celsius'),
  '°F': unit('degree Fahrenheit', 'degrees Fahrenheit'),
  '℉': unit('degree Fahrenheit', 'degrees Fahrenheit'),
  K: unit('kelvin', 'kelvin'),
  '%': unit('percent', 'percent'),
  '‰': unit('per mille', 'per mille'),
  '¢': unit('cent'),
  bps: unit('basis point'),
  ns: unit('nanosecond'),
  µs: unit('microsecond'),
  ms: unit('millisecond'),
  s: unit('second'),
  sec: unit('second'),
  min: unit('minute'),
  h: unit('hour'),
  hr: unit('hour'),
  hrs: unit('hour'),
  W: unit('watt'),
  kW: unit('kilowatt'),
  MW: unit('megawatt'),
  GW: unit('gigawatt'),
  TW: unit('terawatt'),
  Wh: unit('watt hour'),
  kWh: unit('kilowatt hour'),
  MWh: unit('megawatt hour'),
  GWh: unit('gigawatt hour'),
  TWh: unit('terawatt hour'),
  V: unit('volt'),
  kV: unit('kilovolt'),
  J: unit('joule'),
  kJ: unit('kilojoule'),
  kcal: unit('kilocalorie'),
  N: unit('newton'),
  Pa: unit('pascal'),
  hPa: unit('hectopascal'),
  kPa: unit('kilopascal'),
  MPa: unit('megapascal'),
  Hz: unit('hertz', 'hertz'),
  kHz: unit('kilohertz', 'kilohertz'),
  MHz: unit('megahertz', 'megahertz'),
  GHz: unit('gigahertz', 'gigahertz'),
  dB: unit('decibel'),
  kB: unit('kilobyte'),
  KB: unit('kilobyte'),
  MB: unit('megabyte'),
  GB: unit('gigabyte'),
  TB: unit('terabyte'),
  PB: unit('petabyte'),
  KiB: unit('kibibyte'),
  MiB: unit('mebibyte'),
  GiB: unit('gibibyte'),
  'Mbit/s': unit('megabit per second', 'megabits per second'),
  Mbps: unit('megabit per second', 'megabits per second'),
  Gbps: unit('gigabit per second', 'gigabits per second'),
  fps: unit('frame per second', 'frames per second'),
  px: unit('pixel'),
};

/** Units that stand apart from their number and could be ordinary words are not read as units. */
const WORDS_TOO = new Set(['in', 'K', 'L', 'V', 'W', 'N', 'J', 'min', 'h', 't', 's', 'm', 'g', 'l']);
const SAFE_APART = new Set(['m', 'g', 's', 'h', 'min', 'K', 'V', 'W']);

/** Says a unit behind a number (`number` as written), or gives undefined when the sign is none. */
export function sayUnit(sign: string, number: string): string | undefined {
  const spelled = sign
    .replace('μ', 'µ')
    .replace(/(?<=m|s)\^?2$/, '²')
    .replace(/(?<=m)\^?3$/, '³');
  const name = Object.hasOwn(UNITS, spelled) ? UNITS[spelled] : undefined;
  return name && (/^[-−+]?1$/.test(number) ? name.one : name.many);
}

/** Whether a sign that stands as a word of its own behind a number is surely a unit. */
export function isUnitApart(sign: string): boolean {
  return sayUnit(sign, '2') !== undefined && (!WORDS_TOO.has(sign) || SAFE_APART.has(sign));
}
