import type { Visual } from '#shared/domain/storyboard.ts';

/**
 * What of a visual can be shown when `text` gives the drawable form of a text, empty for one that would lose letters: whole
 * texts only, never what is left of one. Gives the visual without the side texts that cannot be drawn (a caption, a source,
 * a label), or undefined when what it is about cannot.
 */
export function showable(visual: Visual, text: (text: string) => string): Visual | undefined {
  const can = (value: string) => text(value) !== '';
  const lost = (value: string | undefined) => value !== undefined && value.trim() !== '' && !can(value);
  const kept = <K extends string>(name: K, value: string | undefined) =>
    (value !== undefined && can(value) ? { [name]: value } : {}) as Partial<Record<K, string>>;
  switch (visual.kind) {
    case 'title': {
      const { subtitle, ...rest } = visual;
      return can(visual.title) ? { ...rest, ...kept('subtitle', subtitle) } : undefined;
    }
    case 'chapter':
      return can(visual.title) ? visual : undefined;
    case 'end': {
      const { line, ...rest } = visual;
      return can(visual.title) ? { ...rest, ...kept('line', line) } : undefined;
    }
    case 'comparison': {
      const { heading, ...rest } = visual;
      const all = visual.sides.flatMap(({ label, display, points }) => [label, display, ...points]);
      return all.some(lost) ? undefined : { ...rest, ...kept('heading', heading) };
    }
    case 'timeline': {
      const { heading, ...rest } = visual;
      const all = visual.events.flatMap(({ when, what }) => [when, what]);
      return all.every(can) ? { ...rest, ...kept('heading', heading) } : undefined;
    }
    case 'code':
      return can(visual.code) ? visual : undefined;
    case 'collage':
      return visual;
    case 'clip': {
      const { caption, ...rest } = visual;
      return { ...rest, ...kept('caption', caption) };
    }
    case 'screenshot': {
      const { title, address, ...rest } = visual;
      return { ...rest, ...kept('title', title), ...kept('address', address) };
    }
    case 'statement':
      return can(visual.text) ? visual : undefined;
    case 'quote': {
      const { source, ...rest } = visual;
      return can(visual.text) ? { ...rest, ...kept('source', source) } : undefined;
    }
    case 'number':
      return can(visual.display) ? { ...visual, label: text(visual.label) } : undefined;
    case 'list': {
      const { heading, ...rest } = visual;
      return visual.items.every(can) ? { ...rest, ...kept('heading', heading) } : undefined;
    }
    case 'chart': {
      const { unit, source, ...rest } = visual;
      // A bar without a name says nothing, and a number without its unit something else.
      if (lost(unit) || visual.points.some(({ label }) => lost(label))) return undefined;
      return { ...rest, title: text(visual.title), ...kept('unit', unit), ...kept('source', source) };
    }
    case 'picture': {
      const { caption, ...rest } = visual;
      return { ...rest, ...kept('caption', caption) };
    }
    case 'terms': {
      const terms = visual.terms.filter(can);
      return can(visual.centre) && terms.length > 0 ? { ...visual, terms } : undefined;
    }
  }
}
