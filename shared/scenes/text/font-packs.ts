/** A pack of fonts that is used where it is installed: it is too large to come with the product. */
interface FontPack {
  /** Name of the npm package after `@expo-google-fonts/`. */
  pack: string;
  family: string;
  weights: readonly string[];
  /** Scripts as `missingScripts` names them. */
  scripts: readonly string[];
  /** Language whose forms its Han letters have; where it is not given it has none. */
  language?: string;
}

/** Five to ten megabytes each; the weights between are drawn with the nearest one. */
const WEIGHTS = ['400Regular', '700Bold', '900Black'];

/** In the order in which letters are looked for in them, after all fonts that come with the product. */
export const OPTIONAL_FONT_PACKS: readonly FontPack[] = [
  {
    pack: 'noto-sans-jp',
    family: 'NotoSansJP',
    weights: WEIGHTS,
    scripts: ['Han', 'Hiragana', 'Katakana'],
    language: 'ja',
  },
  { pack: 'noto-sans-sc', family: 'NotoSansSC', weights: WEIGHTS, scripts: ['Han'], language: 'zh' },
  { pack: 'noto-sans-kr', family: 'NotoSansKR', weights: WEIGHTS, scripts: ['Hangul'], language: 'ko' },
  { pack: 'noto-color-emoji', family: 'NotoColorEmoji', weights: ['400Regular'], scripts: [] },
];

/** The command that installs the packs which have letters of these scripts; undefined when one of them is in no pack. */
export function installCommand(scripts: readonly string[], language: string): string | undefined {
  const [code = ''] = language.split('-');
  const packs = scripts.map((script) => {
    const having = OPTIONAL_FONT_PACKS.filter((pack) => pack.scripts.includes(script));
    return having.find((pack) => pack.language === code) ?? having[0];
  });
  if (packs.length === 0 || packs.includes(undefined)) return undefined;
  const names = [...new Set(packs.map((pack) => `@expo-google-fonts/${pack?.pack}`))];
  return `npm install --no-save ${names.join(' ')}`;
}
