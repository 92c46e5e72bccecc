/** A brief of three sentences with its options, as a Markdown file: small and quick to make. */
export function markdownBrief(
  title: string,
  text: string,
  options: Readonly<Record<string, string>> = {},
): string {
  const all = { quality: 'draft', duration: '12', ...options };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n# ${title}\n\n${text}\n`;
}

/** Short texts, each about something else, so that nothing of one film can be used again for another. */
export const TEXTS = {
  salt: 'Sea water holds about 35 grams of salt in each litre. Rivers wash it out of rocks on land. Hot springs on the sea floor add more.',
  honey:
    'A bee makes about a twelfth of a teaspoon of honey in its life. It visits up to 100 flowers on one flight. Honey keeps for years because it holds little water.',
  bridges:
    'The first iron bridge was built in England in 1779. It spans 30 metres over the river Severn. Its parts were cast one by one and joined like wood.',
  tea: 'Tea was drunk in China more than 2000 years ago. All teas come from one plant. What makes them green or black is how long the leaves lie in air.',
  clouds:
    'A small white cloud weighs about 500 tonnes. Its drops are so fine that rising air carries them. Rain falls when a million of them have become one.',
  owls: 'An owl can turn its head by 270 degrees. Its ears sit at two heights. So it knows how high a mouse is before it sees it.',
} as const;
