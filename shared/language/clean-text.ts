/** An address on the web; only its host can be said aloud. Alone, or alone in brackets, it says nothing. */
const URL =
  /(?:https?:\/\/)?(?:www\.)?((?<=\/\/|www\.)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)(?::\d+)?(?:[/?#][^\s<>()[\]{}"'»”]*[^\s<>()[\]{}"'»”.,;:!?])?\/?/giu;
const LONE_URL = /^\s*<?(?:https?:\/\/|www\.)\S+\s*$|[([<](?:https?:\/\/|www\.)[^\s()[\]<>]+[)\]>]/giu;
/** `[1]`, `[12, 13]`, `[citation needed]`, `[edit]`: marks that point away from the text. */
const NOTE_MARK =
  /\[(?:\^?[\d\s,–-]{1,12}|[a-z]|note \d+|edit|source|citation needed|clarification needed|who\?|when\?)\]/giu;
/** Superscript figures after punctuation or a long word; `m²` and `km³` stay. */
const RAISED_MARK = /(?<=[.,;:!?”"’)»]|\p{L}{5})[⁰¹²³⁴-⁹]+[⁾]?(?=\s|[.,;:!?”"’)»]|$)/gu;
const EMOJI =
  /(?![©®™0-9#*])(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator})|[\ufe0e\ufe0f\u20e3]|[\u{e0020}-\u{e007f}]/gu;
/** Zero-width signs, soft hyphens, bidi controls, byte order marks, interlinear and object marks. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]/gu;
/** Joiners shape Arabic and Indic letters; anywhere else they are noise. */
const LOOSE_JOINER =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Telugu}\p{Script=Sinhala}\p{M}])[\u200c\u200d]/gu;
/** Stands where an emoji was, until the spaces around it are settled; a private character, removed with all others. */
const HOLE = '\ue000';
const HOLE_BEFORE_SIGN = /\s*\ue000[\s\ue000]*(?=[.,;:!?…])/gu;
const CONTROL = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]/gu;
/** More letters in a row than any word has: keys, hashes, keyboards under cats. Scripts without spaces are exempt. */
const NO_WORD =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}_]){81,}/gu;
const REPEATED_SIGN = /([^\p{L}\p{M}\p{N}\s.])\1{2,}/gu;
/** At most this many marks stand on one letter; more is decoration that no font can draw. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/**
 * Text fit for speaking and for captions: composed (NFC) and on one line, without footnote marks, emoji, paths of web addresses
 * (their hosts stay), control and invisible characters, lone surrogates and strings of more than 80 letters. Words and
 * numbers stay as they are.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(LOOSE_JOINER, '')
    .replace(/\s+/gu, ' ')
    .replace(LONE_URL, ' ')
    .replace(URL, '$1')
    .replace(NOTE_MARK, '')
    .replace(RAISED_MARK, '')
    .replace(EMOJI, HOLE)
    .replace(HOLE_BEFORE_SIGN, '')
    .replace(CONTROL, ' ')
    .replace(NO_WORD, ' ')
    .replace(PILED_MARKS, '$1')
    .replace(REPEATED_SIGN, '$1')
    .replace(/\.{4,}/g, '…')
    .replace(/\(\s*[,;:]?\s*\)|\[\s*\]|<\s*>/g, '')
    .replace(/\s+([,;:!?.…)\]»”’])(?=\s|$)/gu, (whole, sign: string) => (/[:;!?»]/.test(sign) ? whole : sign))
    .replace(/\s+/gu, ' ')
    .trim();
}
