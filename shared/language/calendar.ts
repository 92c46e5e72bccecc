import { primaryLanguage } from '#shared/language/stop-words.ts';

/** Names of the months and their short forms, as they are written within a sentence. */
const MONTHS: Readonly<Record<string, string>> = {
  en: 'January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner Jan Feb Mär Apr Jun Jul Aug Sept Sep Okt Nov Dez',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr avr juil sept oct nov déc',
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре',
  ar: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
  hi: 'जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर',
};

const DAY = '\\p{Nd}{1,2}(?:st|nd|rd|th|er|º|\\.º|ª)?(?!\\p{N}|[.,]\\p{N})';
const YEAR = '\\p{Nd}{4}(?!\\p{N})';
/** `2024-05-12`, `12.5.2024`, `5/12/24`, `2024年5月12日`, `1914–1918`, `1990s`, `AD 79`, `44 BC`. */
const NUMERIC =
  '\\p{Nd}{4}-\\p{Nd}{1,2}-\\p{Nd}{1,2}|\\p{Nd}{1,2}\\. ?\\p{Nd}{1,2}\\. ?\\p{Nd}{2,4}|\\p{Nd}{1,2}/\\p{Nd}{1,2}/\\p{Nd}{2,4}|' +
  '(?:\\p{Nd}{2,4}年代?)?\\p{Nd}{1,2}月(?:\\p{Nd}{1,2}日)?|\\p{Nd}{1,2}日|\\p{Nd}{2,4}年代|(?:\\p{Nd}{4}년 ?)?\\p{Nd}{1,2}월(?: ?\\p{Nd}{1,2}일)?|' +
  '(?:1\\p{Nd}|20)\\p{Nd}{2} ?[–—/-] ?(?:(?:1\\p{Nd}|20)\\p{Nd}{2}|\\p{Nd}{2})(?!\\p{N}|[.,]\\p{N})|' +
  "(?:1\\p{Nd}|20)?\\p{Nd}0[’']?(?:s|er|ern)(?![\\p{L}\\p{N}])|(?:AD|CE|BC) \\p{Nd}{1,4}(?!\\p{N})|\\p{Nd}{1,4} (?:BCE?|CE|AD|v\\. ?Chr|n\\. ?Chr|a\\. ?C|d\\. ?C|av\\. ?J)\\.?";

/** Dates, decades and spans of years of a language as a regular expression without flags but `u`. */
export function datePattern(language: string): string {
  const names = (MONTHS[primaryLanguage(language)] ?? '').split(' ').filter((name) => name !== '');
  const forms = names.flatMap((name) => [name, name.replace(/^\p{Ll}/u, (first) => first.toUpperCase())]);
  const month = `(?:${forms.sort((a, b) => b.length - a.length).join('|') || '(?!)'})(?![\\p{L}\\p{M}])\\.?`;
  const before = `${DAY}(?: ?[–-] ?${DAY})?\\.? ?(?:of |de )?${month}(?:,? (?:de |del )?${YEAR})?`;
  const after = `(?<![\\p{L}])${month} (?:${DAY}(?: ?[–-] ?${DAY})?(?:,? ${YEAR})?|(?:de |del |of )?${YEAR})`;
  return `${before}|${after}|${NUMERIC}`;
}
