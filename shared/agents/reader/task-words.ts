import { primaryLanguage } from '#shared/language/stop-words.ts';

/** What is said of ticked and of open boxes, by language. */
const WORDS: Readonly<Record<string, readonly [done: string, open: string]>> = {
  en: ['Done:', 'To do:'],
  de: ['Erledigt:', 'Zu tun:'],
  es: ['Hecho:', 'Pendiente:'],
  fr: ['Fait :', 'À faire :'],
  it: ['Fatto:', 'Da fare:'],
  pt: ['Feito:', 'A fazer:'],
  nl: ['Gedaan:', 'Te doen:'],
  ru: ['Сделано:', 'Сделать:'],
  ja: ['完了：', '未完了：'],
  zh: ['已完成：', '待办：'],
};

/** The lead-in of a list of tasks that are all done or all open; undefined in a language without words for it. */
export function taskLeadIn(done: boolean, language: string): string | undefined {
  return WORDS[primaryLanguage(language)]?.[done ? 0 : 1];
}
