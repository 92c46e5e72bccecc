import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { write } from '#tests/unit/shared/agents/writer/write.ts';

const LENGTHS = [15, 20, 25, 30, 35, 40, 45, 50];

/** The lines of films of many lengths cut from one text. */
async function films(text: string): Promise<string[][]> {
  const all: string[][] = [];
  for (const seconds of LENGTHS) {
    const { script } = await write(text, { seconds });
    all.push(script.lines.map((line) => line.text));
  }
  return all;
}

const SEA = readFileSync('examples/briefs/deep-sea.md', 'utf8');

const STORY = `# The river

The days on the river were of two kinds. The best was 3 March 2019, when the whole valley was in flower. The worst was 21 December 2020, when the ice broke the mill. The mill had stood for three hundred years.

Martha was born in the house beside the church. Snow fell all night and closed the roads. She wore her old blue dress on the way to the ferry. The ferry stopped in 1970 after the great flood.

Clara asked for the story once more. “Lie back,” she said. “I will tell you everything about the river and the ice.” Children still walk to the water on the first day of spring.
`;

const HOW_TO = `# How to change a bicycle tube

You can fix a flat tyre at home in about twenty minutes. You need two tyre levers, a pump and a new tube.

Warning: never use a screwdriver to lift the tyre, because it cuts the tube.

1. Open the brake and take the wheel out of the frame.
2. Let the rest of the air out of the tube through the valve.
3. Push a lever under the edge of the tyre and lift it over the rim.

A second lever makes that much easier for small hands.

1. Pull the old tube out and look for the thorn that made the hole.
2. Run your fingers inside the tyre to be sure that nothing sharp is left.
3. Pump a little air into the new tube and lay it inside the tyre.
4. Press the tyre back over the rim with your thumbs and pump it up.

Check the pressure that is printed on the side of the tyre. A tube costs about $8 in most shops. A repair in a workshop costs $25. A taxi home costs $35.
`;
const STEPS = ['Open', 'Let', 'Push', 'Pull', 'Run', 'Pump', 'Press'];

describe('a film cut from a longer text', () => {
  it.each([
    ['If Mount Everest stood on its floor', 'Challenger Deep', SEA],
    ['began at such vents', 'The whole community', SEA],
    ['The worst was', 'The best was', STORY],
    ['The best was', 'of two kinds', STORY],
    ['She wore her old blue dress', 'Martha', STORY],
    ['“Lie back,” she said', 'Clara asked', STORY],
  ])('says “%s” only behind “%s”', async (leaning, meant, text) => {
    for (const lines of await films(text)) {
      const at = lines.findIndex((line) => line.includes(leaning));
      const before = lines.findIndex((line) => line.includes(meant));
      if (at >= 0) expect(before >= 0 && before < at, lines.join('\n')).toBe(true);
    }
  });

  it('says speech with its rest', async () => {
    for (const lines of await films(STORY)) {
      const text = lines.join(' ');
      expect(text.includes('Lie back')).toBe(text.includes('I will tell you everything'));
    }
  });

  it('tells steps from the first on and without a gap, also where a paragraph parts them', async () => {
    for (const lines of await films(HOW_TO)) {
      const said = lines.map((line) => line.split(' ')[0] ?? '').filter((word) => STEPS.includes(word));
      expect(said).toEqual(STEPS.slice(0, said.length));
    }
  });

  it('says the warning and the materials before prices, and never closes with a price', async () => {
    for (const lines of await films(HOW_TO)) {
      const text = lines.join(' ');
      if (/\$/u.test(text)) expect(text).toMatch(/Warning.*/u);
      expect(lines.at(-1)).not.toContain('$');
    }
    const { script } = await write(HOW_TO, { seconds: 45 });
    const text = script.lines.map((line) => line.text).join(' ');
    expect(text).toContain('never use a screwdriver');
    expect(text).toContain('two tyre levers');
  });

  it('says all that a recipe takes or none of it', async () => {
    const things = Array.from(
      { length: 12 },
      (_, i) => `- ${i + 2} spoons of the finest ground spice number ${i + 1}`,
    );
    const steps = [
      'Heat the oil in a wide pan.',
      'Stir in the spices and wait.',
      'Add the lentils and the stock.',
    ];
    const text = `# Soup\n\nThis soup warms four people.\n\n## Ingredients\n\n${things.join('\n')}\n\n## Method\n\n${steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}\n\nTip: the soup keeps for three days in the fridge. Cut the bread while the soup cooks. Serve it hot with the bread.\n`;
    for (const seconds of [12, 16, 20]) {
      const { script } = await write(text, { seconds });
      expect(script.lines.filter((line) => line.text.includes('spoons'))).toEqual([]);
    }
  });

  it('that is short because no sentence fits any more says so, not that the text is too short', async () => {
    const { script } = await write(
      'Cats sleep for most of the day. They hunt at dawn and at dusk. A cat has 230 bones.',
      { seconds: 5 },
    );
    expect(script.notes.join()).toMatch(/^Told whole the text takes about 6 seconds; /u);
  });
});
