import type { Beat } from '#shared/agents/writer/beat.ts';

/** `She wore …`, `When he came …`: one person whom the sentence does not name. */
const SOMEBODY = /^[^\p{L}]*(?:(?:and|but|then|when|while|after|before|as) )?(?:he|she|his|her)\b/iu;
/** Who may be meant: a pronoun, a word that names people, a capital within the sentence. */
const NAMED =
  /\b(?:he|she|his|her|him|hers|who|wom[ae]n|m[ae]n|girl|boy|child|mother|father|sister|brother|daughter|son|wife|husband|widow|queen|king|aunt|uncle|grandmother|grandfather|doctor|teacher|captain|president|scientist|artist|writer|author|poet|painter|keeper|baker|farmer|hunter|soldier|sailor|engineer|friend|neighbou?r|guest|dog|cat|bee|bird|horse)\b/iu;
const CAPITAL = /(?<=[\p{Ll}\p{N},;’'] )(?!I\b)\p{Lu}\p{Ll}+/u;
/** Sentences looked back over. A chain as long as this is left out of a film that leaves things out. */
const FURTHEST = 3;

type Tied = Pick<Beat, 'sayings' | 'section' | 'needs'>;

/**
 * Ties the last of `beats` to the sentence that names whom its first word means, over all that stand between, so that
 * no film says `she` of somebody who was cut. English only: other languages show no sex, or show it of things as well.
 */
export function tiePronouns(beats: readonly Tied[]): void {
  const last = beats.at(-1);
  if (last?.needs === undefined || !SOMEBODY.test(last.sayings[0]?.text ?? '')) return;
  for (let place = last.needs; place > Math.max(0, last.needs - FURTHEST); place -= 1) {
    const before = beats[place];
    const text = before?.sayings.map((saying) => saying.text).join(' ') ?? '';
    if (before === undefined || NAMED.test(text) || CAPITAL.test(text)) return;
    before.needs ??= place - 1;
  }
}
