import type { Visual } from '#shared/domain/storyboard.ts';

const sentence =
  'The Mid-Atlantic Ridge is a divergent tectonic plate boundary along the floor of the Atlantic Ocean, and part of the longest mountain range in the world, where the Eurasian and North American plates drift apart at a rate of about 2.5 cm a year.';
const compound = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
const address = 'https://www.example.org/a/very/long/path/that-never-ends?with=parameters&and=more_of_them';
const months = Array.from({ length: 24 }, (_, index) => ({
  label: `Month ${index + 1} of the survey`,
  value: 2e-5 + 1e-7 * ((index * 7) % 5),
}));
const countries = [
  'China',
  'India',
  'United States of America',
  'Indonesia',
  'Democratic Republic of the Congo',
];

/** Ordinary and awkward visuals of every kind but pictures: long, short, foreign, negative, tiny, huge, empty. */
export const EXAMPLES: Record<string, Visual> = {
  'a title': { kind: 'title', title: 'The deep ocean', subtitle: 'Why we know so little about it' },
  'a title of one long word': { kind: 'title', title: compound, subtitle: compound },
  'an empty title': { kind: 'title', title: '' },
  'a statement': { kind: 'statement', text: sentence, emphasis: ['Mid-Atlantic Ridge', '2.5 cm'] },
  'a very long statement': { kind: 'statement', text: `${sentence} ${sentence} ${sentence}`, emphasis: [] },
  'an address': { kind: 'statement', text: address, emphasis: [] },
  'a statement in Vietnamese': {
    kind: 'statement',
    text: 'Ở ĐẠI DƯƠNG SÂU THẲM ẤY CÓ GÌ?',
    emphasis: ['SÂU'],
  },
  'a statement in Arabic': { kind: 'statement', text: 'هذا نص عربي قصير عن المحيط', emphasis: [] },
  'a statement of emoji only': { kind: 'statement', text: '🎉👩‍👩‍👧🇫🇷', emphasis: [] },
  'a quote': { kind: 'quote', text: `“${sentence}”`, source: `${compound} (${sentence})` },
  'a number': { kind: 'number', display: '10,935 m', label: 'depth of the Challenger Deep' },
  'a huge number': { kind: 'number', display: '1,234,567,890,123,456 km²', label: sentence },
  'a share': { kind: 'number', display: '71 %', label: 'of the Earth is covered by water' },
  'a list of eight': {
    kind: 'list',
    heading: sentence,
    items: [sentence, compound, address, 'One', 'Two', sentence, 'Three', 'Four'],
  },
  'a short list': { kind: 'list', items: ['One', 'Two'] },
  columns: {
    kind: 'chart',
    chart: 'bar',
    title: 'Profit and loss',
    unit: '$',
    points: [
      { label: 'Q1', value: -1_250_000 },
      { label: 'Q2', value: 2_750_000 },
    ],
    source: 'Annual report',
  },
  rows: {
    kind: 'chart',
    chart: 'bar',
    title: sentence,
    unit: 'millions of people',
    points: Array.from({ length: 24 }, (_, index) => ({
      label: countries[index % countries.length] ?? '',
      value: 1412 / (index + 1),
    })),
  },
  'a line': { kind: 'chart', chart: 'line', title: 'Tiny numbers', unit: 'µg/l', points: months },
  'a flat line': {
    kind: 'chart',
    chart: 'line',
    title: '',
    points: [
      { label: 'Before', value: 0 },
      { label: 'After', value: 0 },
    ],
  },
  'a ring': {
    kind: 'chart',
    chart: 'pie',
    title: 'Parts',
    unit: '%',
    points: countries.map((label, index) => ({ label, value: index })),
  },
  'a ring of negative parts': {
    kind: 'chart',
    chart: 'pie',
    title: 'Parts',
    points: countries.map((label, index) => ({ label, value: -index })),
  },
  'eight terms': {
    kind: 'terms',
    centre: 'Plate tectonics and continental drift',
    terms: ['Ridge', compound, 'Mantle convection currents in the deep', 'A', 'B', 'C', 'D', 'Hotspot'],
  },
  'a chapter': { kind: 'chapter', title: 'The midnight zone', number: 2 },
  'a chapter of one long word': { kind: 'chapter', title: compound, number: 1234 },
  'a chapter without a number': { kind: 'chapter', title: sentence },
  'an ordered list': { kind: 'list', ordered: true, items: Array.from({ length: 8 }, () => sentence) },
  'a list in Arabic': {
    kind: 'list',
    heading: 'ما تحتاجه العجينة',
    items: ['الماء', 'الملح', 'الوقت'],
    ordered: true,
  },
  'a comparison': {
    kind: 'comparison',
    heading: 'Two ways to heat a house',
    sides: [
      { label: 'Gas boiler', display: '92 %', points: ['Burns fuel in the house'] },
      { label: 'Heat pump', display: '350 %', points: ['Moves heat from outside', 'Needs electricity only'] },
    ],
  },
  'a comparison of much': {
    kind: 'comparison',
    heading: sentence,
    sides: [
      { label: compound, display: '1,234,567,890,123 km²', points: [sentence, sentence, address, compound] },
      { label: sentence, points: [sentence, sentence, sentence, sentence] },
    ],
  },
  'a comparison of nothing': {
    kind: 'comparison',
    sides: [
      { label: '', points: [] },
      { label: 'B', points: [] },
    ],
  },
  'a timeline': {
    kind: 'timeline',
    heading: 'The race to the Moon',
    events: [
      { when: '1957', what: 'Sputnik circles the Earth' },
      { when: '1969', what: 'Two people walk on the Moon' },
    ],
  },
  'a timeline of eight': {
    kind: 'timeline',
    heading: sentence,
    events: Array.from({ length: 8 }, (_, index) => ({
      when: index % 2 === 0 ? 'In the spring of the year 1789' : '1789',
      what: index % 3 === 0 ? sentence : compound,
    })),
  },
  'a timeline in Hebrew': {
    kind: 'timeline',
    events: ['1948', '1967', '1979'].map((when) => ({ when, what: 'עומק הים הגדול' })),
  },
  code: {
    kind: 'code',
    code: 'function add(a: number, b: number): number {\n  return a + b;\n}',
    language: 'ts',
    title: 'add.ts',
    highlight: [2],
  },
  'much code': {
    kind: 'code',
    code: Array.from({ length: 60 }, (_, index) => `\tconst value${index} = "${sentence}";`).join('\n'),
    language: 'no-such-language',
    highlight: [40],
  },
  'an end': { kind: 'end', title: 'The deep ocean', line: 'Read more at example.org' },
  'an end of many words': { kind: 'end', title: `${sentence} ${sentence}`, line: `${sentence} ${compound}` },
  'one term': { kind: 'terms', centre: 'One', terms: ['Two'] },
};
