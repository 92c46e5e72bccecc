import { describe, expect, test } from 'vitest';
import { type Judgement, type Reviewed, reviewFilm } from '#shared/agents/critic/review-film.ts';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import { fakeRef, makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';

async function goodFilm(): Promise<Reviewed> {
  const film = makeFilm(FILMS.deepSea);
  const storyboard = await makeStoryboard(film.script, film.research, film.document, 1);
  return { ...film, storyboard, wantedSeconds: 45 };
}

const codes = ({ findings }: Judgement): string[] => [...new Set(findings.map(({ code }) => code))];

async function withLines(change: (text: string, at: number) => string): Promise<Reviewed> {
  const good = await goodFilm();
  const lines = good.script.lines.map((line, at) => ({ ...line, text: change(line.text, at) }));
  return { ...good, script: { ...good.script, lines } };
}

async function withVisuals(change: (visual: Visual, at: number) => Visual): Promise<Reviewed> {
  const good = await goodFilm();
  const scenes = good.storyboard.scenes.map((scene, at) => ({ ...scene, visual: change(scene.visual, at) }));
  return { ...good, storyboard: { ...good.storyboard, scenes } };
}

describe('reviewFilm', () => {
  test('a good film has nothing to be found and the full score', async () => {
    expect(reviewFilm(await goodFilm())).toEqual({ score: 1, findings: [] });
  });

  test.each(Object.entries(FILMS))('the director’s film of %s is good', async (_, spec) => {
    const film = makeFilm(spec);
    const storyboard = await makeStoryboard(film.script, film.research, film.document, 1);
    expect(reviewFilm({ ...film, storyboard, wantedSeconds: 45 }).score).toBeGreaterThan(0.75);
  });

  test('an invented number is found, with the line that says it, and costs most', async () => {
    const bad = reviewFilm(
      await withLines((text, at) => (at === 1 ? text.replace('10,935', '12,000') : text)),
    );
    expect(codes(bad)).toEqual(['NUMBER_NOT_IN_SOURCE']);
    expect(bad.findings[0]?.message).toContain('12000');
    expect(bad.score).toBeLessThan(0.75);
  });

  test('a fact that does not exist is found', async () => {
    const good = await goodFilm();
    const lines = good.script.lines.map((line, at) => (at === 2 ? { ...line, facts: ['f999'] } : line));
    expect(codes(reviewFilm({ ...good, script: { ...good.script, lines } }))).toContain('FACT_UNKNOWN');
  });

  test.each([
    [
      'LINE_REPEATED',
      (good: Reviewed) =>
        good.script.lines.map((line, at, all) => ({
          ...line,
          text: at === 4 ? (all[3]?.text ?? '') : line.text,
        })),
    ],
    [
      'WEAK_HOOK',
      (good: Reviewed) =>
        good.script.lines.map((line, at) => ({
          ...line,
          text:
            at === 0
              ? 'It is perhaps of some interest to note that much of our planet remains in darkness.'
              : line.text,
        })),
    ],
    ['NO_ENDING', (good: Reviewed) => good.script.lines.map((line) => ({ ...line, role: 'point' as const }))],
    [
      'HARD_TO_READ',
      (good: Reviewed) =>
        good.script.lines.map((line, at) => ({
          ...line,
          text:
            at === 8
              ? 'Notwithstanding considerable methodological heterogeneity, contemporary oceanographic investigations increasingly demonstrate biogeochemical interdependencies throughout abyssal communities.'
              : line.text,
        })),
    ],
  ])('finds %s', async (code, change) => {
    const good = await goodFilm();
    const bad = reviewFilm({ ...good, script: { ...good.script, lines: change(good) } });
    expect(codes(bad)).toContain(code);
    expect(bad.score).toBeLessThan(1);
  });

  test('a film half as long as asked is found', async () => {
    const bad = reviewFilm({ ...(await goodFilm()), wantedSeconds: 90 });
    expect(codes(bad)).toEqual(['LENGTH_OFF']);
  });

  test.each<[string, (visual: Visual, at: number) => Visual]>([
    [
      'VISUAL_MISMATCH',
      (visual) =>
        visual.kind === 'statement'
          ? { ...visual, text: `Buy cheap watches ${visual.text.length} online now` }
          : visual,
    ],
    [
      'VISUAL_REPEATED',
      (visual, at) => (at > 0 ? { kind: 'number', display: '10,935 m', label: 'below the surface' } : visual),
    ],
    ['SAME_KIND', (visual, at) => (at > 0 ? { kind: 'picture', image: fakeRef(`p${at}`) } : visual)],
  ])('finds %s and names the scenes', async (code, change) => {
    const bad = reviewFilm(await withVisuals(change));
    expect(codes(bad)).toContain(code);
    expect(bad.findings.find((finding) => finding.code === code)?.scene).toMatch(/^scene-/);
    expect(bad.score).toBeLessThan(0.85);
  });

  test.each<[string, string, Visual]>([
    [
      'FIGURE_TORN',
      'Fewer than 5 of 1,000 patients died.',
      { kind: 'number', display: '1,000', label: 'patients died' },
    ],
    [
      'FIGURE_TORN',
      'Fewer than 5 of 1,000 patients died.',
      { kind: 'number', display: '5 of 1,000', label: 'patients died' },
    ],
    ['FIGURE_TORN', 'It opens at 9:30 a.m.', { kind: 'number', display: '30', label: 'a.m.' }],
    [
      'FIGURE_TORN',
      'It was two and a half times as dear.',
      { kind: 'statement', text: 'It was two', emphasis: [] },
    ],
    [
      'MEANING_TURNED',
      'The soup contains no nuts, eggs or milk.',
      { kind: 'list', items: ['Nuts', 'Eggs', 'Milk'] },
    ],
    [
      'MEANING_TURNED',
      'Critics claim that it causes autism.',
      { kind: 'statement', text: 'It causes autism', emphasis: [] },
    ],
    [
      'MEANING_TURNED',
      'If it breaks, 40,000 people flee.',
      { kind: 'number', display: '40,000', label: 'people' },
    ],
    ['MEANING_TURNED', 'He never ate 40 eggs.', { kind: 'number', display: '40', label: 'eggs' }],
  ])('finds %s in a scene that says “%s”', async (code, narration, visual) => {
    const good = await goodFilm();
    const scenes = good.storyboard.scenes.map((scene, at) =>
      at === 3 ? { ...scene, narration, visual } : scene,
    );
    const bad = reviewFilm({ ...good, storyboard: { ...good.storyboard, scenes } });
    expect(bad.findings).toContainEqual(expect.objectContaining({ code, scene: scenes[3]?.id }));
    expect(bad.score).toBeLessThan(0.75);
  });

  test('pictures that could be shown and are not are found where the document is given', async () => {
    const bad = await withVisuals((visual, at) =>
      visual.kind === 'picture' ? { kind: 'statement', text: `Statement ${at}`, emphasis: [] } : visual,
    );
    const { document: _, ...blind } = bad;
    expect(codes(reviewFilm(bad))).toContain('PICTURES_UNUSED');
    expect(codes(reviewFilm(blind))).not.toContain('PICTURES_UNUSED');
  });

  test('scenes that are far too long or too short are found', async () => {
    const good = await goodFilm();
    const texts = ['A hook.', 'No.', `${'A very long sentence that goes on and on '.repeat(6)}.`];
    const scenes = good.storyboard.scenes
      .slice(0, 3)
      .map((scene, at) => ({ ...scene, narration: texts[at] ?? '' }));
    const found = codes(reviewFilm({ ...good, storyboard: { ...good.storyboard, scenes } }));
    expect(found).toEqual(expect.arrayContaining(['SCENE_TOO_LONG', 'SCENE_TOO_SHORT']));
  });

  test('a film of nothing but faults scores near zero and still fits the output of a step', async () => {
    // Prepare
    const good = await goodFilm();
    const lines = Array.from({ length: 400 }, (_, at) => ({
      ...good.script.lines[1],
      id: `l${at}`,
      role: 'point' as const,
      text: 'It is 12,345 long and 777 wide.',
      facts: ['f999'],
    }));

    // Act
    const bad = reviewFilm({ ...good, script: { ...good.script, lines } });

    // Assess
    expect(bad.score).toBeLessThan(0.1);
    expect(bad.findings.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(bad).length).toBeLessThan(32 * 1024);
  });
});
