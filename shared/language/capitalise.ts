/** The text with a capital first letter, as it stands alone on the screen. */
export function capitalise(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase('und'));
}
