/** A number and `percent` in some language's way, and nothing else. */
const PERCENT =
  /^(\p{Nd}{1,3}(?:[.,٫]\p{Nd}+)?)\s*(?:[%٪]|per\s?cent|percent|pct|prozent|por\s?ciento|pour\s?cent|por\s?cento|per\s?cento|procent|prosent|процент\p{L}*|відсот\p{L}*|パーセント|퍼센트|बतिशत|प्रतिशत|في المئة|بالمئة)\.?$/iu;

/** How a label that goes on after a percentage begins when it names the whole: `of the Earth`, `der Befragten`. */
const OF =
  /^(?:of|out of|von|vom|der|des|aller|unter allen|de|del|de la|de los|de las|du|di|della|delle|dei|degli|do|da|dos|das|van|av|af|от|из|من)\s|^(?:de l|d|dell|degl)['’]/iu;

/** What a label says somewhere when it speaks of a part of a whole. */
const SHARE =
  /(?<!\p{L})(?:share|proportion|part of|anteil\p{L}*|part|proporción|porción|quota|quote-part|parcela|доля|доли|доле|долю)(?!\p{L})|割合|占/iu;

/** Digits of any script as a number; they stand in runs of ten that begin at 0. */
function numberOf(digits: string): number {
  const plain = digits.replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (zero - 0x30) % 0x10 !== 0) zero -= 1;
    return String((digit.codePointAt(0) ?? 0) - zero);
  });
  return Number(plain.replace(/[,٫]/u, '.'));
}

/**
 * The part of a whole, 0 to 1, that a percentage tells; undefined for other numbers and where the label does not say that
 * it is a share: a raise of 7.5 % is none.
 */
export function shareOf(display: string, label: string): number | undefined {
  const digits = PERCENT.exec(display.trim())?.[1];
  if (digits === undefined || !(OF.test(label.trim()) || SHARE.test(label))) return undefined;
  const share = numberOf(digits) / 100;
  return share >= 0 && share <= 1 ? share : undefined;
}
