import { lexiconFor } from '#shared/agents/moderator/lexicon.ts';
import { graver, type LineView, type Outcome, viewLine } from '#shared/agents/moderator/line-view.ts';
import {
  CATEGORIES,
  type Category,
  MOST_FINDINGS,
  type Moderation,
  type ModerationFinding,
} from '#shared/agents/moderator/moderation.ts';
import { readings } from '#shared/agents/moderator/readings.ts';
import {
  isAssemblyStep,
  selfHarm,
  weapons,
  weaponsIn,
} from '#shared/agents/moderator/rules/harmful-instructions.ts';
import { hate, violence } from '#shared/agents/moderator/rules/hate-and-violence.ts';
import { personalData } from '#shared/agents/moderator/rules/personal-data.ts';
import {
  EXPLICIT_LIMIT,
  sexualExplicit,
  sexualMinors,
} from '#shared/agents/moderator/rules/sexual-content.ts';
import type { Script } from '#shared/domain/script.ts';

const RULES: Readonly<Record<Exclude<Category, 'personal-data'>, (line: LineView) => Outcome>> = {
  'sexual-minors': sexualMinors,
  'sexual-explicit': sexualExplicit,
  hate,
  violence,
  weapons,
  'self-harm': selfHarm,
};
/** So many steps of assembly in a script that names a weapon are instructions, even if no line says `how to`. */
const ASSEMBLY_STEPS = 2;

const NAMES: Readonly<Record<Category, string>> = {
  'sexual-minors': 'sexual content with children',
  'sexual-explicit': 'explicit sexual content',
  hate: 'hate against a group of people',
  violence: 'a call to violence',
  weapons: 'instructions for making a weapon',
  'self-harm': 'instructions for harming oneself',
  'personal-data': 'personal data',
};

interface Line {
  id: string;
  text: string;
  views: readonly LineView[];
}

function linesOf({ title, lines, language }: Script): Line[] {
  const lexicon = lexiconFor(language);
  const texts = [{ id: 'title', text: title }, ...lines].map(({ id, text }) => ({
    id,
    text,
    read: readings(text),
  }));
  return texts.map(({ id, text, read }, index) => {
    const neighbours = [texts[index - 1], texts[index + 1]].filter((line) => line !== texts[0]);
    const around = neighbours.flatMap((line) => line?.read.slice(0, 1) ?? []);
    return { id, text, views: read.map((reading) => viewLine(reading, around, lexicon)) };
  });
}

function judge(line: Line, category: Category): Outcome {
  if (category === 'personal-data') return personalData(line.text);
  return line.views.reduce<Outcome>((worst, view) => graver(worst, RULES[category](view)), undefined);
}

/** Raises what only the script as a whole shows: explicit words again and again, a weapon put together step by step. */
function escalate(findings: ModerationFinding[], lines: readonly Line[]): ModerationFinding[] {
  const explicit = findings.filter(({ category }) => category === 'sexual-explicit').length;
  const raised = findings.map((finding) =>
    finding.category === 'sexual-explicit' && explicit >= EXPLICIT_LIMIT
      ? { ...finding, severity: 'block' as const }
      : finding,
  );
  const arms = lines.some(({ views }) => views.some((view) => weaponsIn(view).length > 0));
  const steps = lines.filter(({ views }) => views.some(isAssemblyStep));
  if (!arms || steps.length < ASSEMBLY_STEPS) return raised;
  return [
    ...raised,
    ...steps.map(({ id }) => ({ category: 'weapons' as const, line: id, severity: 'block' as const })),
  ];
}

function noticeOf(findings: readonly ModerationFinding[]): string | undefined {
  if (findings.length === 0) return undefined;
  const blocking = findings.filter(({ severity }) => severity === 'block');
  const shown = blocking.length > 0 ? blocking : findings;
  const names = [...new Set(shown.map(({ category }) => NAMES[category]))].join(', ');
  const places = [...new Set(shown.map(({ line }) => line))].slice(0, 5).join(', ');
  return blocking.length > 0
    ? `No film is made of this text: ${names} (${places}).`
    : `Please look at this before you publish: possibly ${names} (${places}).`;
}

/**
 * Judges a script by the words of its title and lines, each read as written and with its disguises taken off. Knows
 * English, German, Spanish and French; a script in another language is held against all four.
 */
export function moderateScript(script: Script): Moderation {
  const lines = linesOf(script);
  const found = lines.flatMap((line) =>
    CATEGORIES.flatMap((category): ModerationFinding[] => {
      const severity = judge(line, category);
      return severity === undefined ? [] : [{ category, line: line.id, severity }];
    }),
  );
  const all = escalate(found, lines);
  const sorted = [
    ...all.filter(({ severity }) => severity === 'block'),
    ...all.filter(({ severity }) => severity === 'flag'),
  ];
  const findings = sorted.slice(0, MOST_FINDINGS);
  const notice = noticeOf(findings);
  return {
    allowed: findings.every(({ severity }) => severity !== 'block'),
    findings,
    ...(notice === undefined ? {} : { notice }),
  };
}
