import { primaryLanguage } from '#shared/language/stop-words.ts';

/** Abbreviations that stand before what they belong to: a sentence never ends with them. Without the last point. */
const BEFORE: Readonly<Record<string, string>> = {
  und: 'dr prof st vs cf ca fig no nr vol pp ed eds op',
  en: 'mr mrs ms messrs rev hon gen col maj capt lt sgt cmdr adm gov sen rep pres approx est e.g i.e figs nos dept viz eq eqs sec ch mt ft jan feb aug sept oct nov dec',
  de: 'hr fr frl bzw z.b d.h u.a z.t o.ä s.o s.u i.d.r v.a bspw evtl ggf inkl exkl max min mind abb tab kap bd jh jhd sog vgl zzgl geb gest mio mrd std str tel abs art dipl ing st bzgl ehem insb',
  es: 'sr sra srta dña ud uds ee p.ej aprox núm págs fig av avda gral',
  fr: 'm mm mme mlle mgr p.ex env av apr fig chap éd boul',
  it: 'sig sigg sig.ra dott dott.ssa ing avv arch p.es es pag pagg sec art fig',
  pt: 'sr sra dra exmo p.ex pág págs av tel séc',
  nl: 'dhr mevr mw drs ir bijv d.w.z o.a m.b.t i.p.v resp blz',
  sv: 't.ex bl.a dvs fr.o.m s.k kap',
  da: 'f.eks bl.a dvs kap kr hr',
  no: 'f.eks bl.a dvs kap kr hr',
  pl: 'np m.in tzw św ul prof dr inż mgr im tys mln',
  cs: 'např tzv sv ul mudr ing tj',
  ru: 'т.е т.к т.н г гг им ул тыс млн млрд руб стр рис см',
  uk: 'т.зв м вул тис млн млрд грн рис див',
  hu: 'pl kb ún dr id ifj',
  fi: 'esim mm ns',
  tr: 'örn vb dr prof',
  ro: 'dl dna d-na nr str',
};

/** Languages that write ordinal numbers with a point: `5. Januar`. */
const POINT_ORDINALS = new Set('de da no nb nn fi cs sk pl hu hr sl sr et lv lt is tr'.split(' '));

const common = new Set(BEFORE.und?.split(' '));
const sets = new Map(Object.entries(BEFORE).map(([code, list]) => [code, new Set(list.split(' '))]));

/** Whether a word in front of a point is an abbreviation that a sentence does not end with. */
export function isLeadingAbbreviation(word: string, language: string): boolean {
  const lower = word.toLowerCase();
  return common.has(lower) || (sets.get(primaryLanguage(language))?.has(lower) ?? false);
}

/** Whether the language marks ordinal numbers with a point. */
export function hasPointOrdinals(language: string): boolean {
  return POINT_ORDINALS.has(primaryLanguage(language));
}
