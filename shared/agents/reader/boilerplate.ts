/** Sections that point elsewhere instead of telling anything, by their whole heading. */
const APPENDIX =
  /^(?:references?|bibliography|notes|footnotes|see also|external links|further reading|sources|citations|related (?:articles|posts|reading)|table of contents|contents|share this|comments|newsletter|einzelnachweise|literatur(?:hinweise)?|weblinks|siehe auch|quellen|anmerkungen|inhaltsverzeichnis|referencias|bibliografía|enlaces externos|véase también|notas|références|bibliographie|liens externes|voir aussi|notes et références|note|riferimenti|collegamenti esterni|参考文献|脚注|関連項目|外部リンク|参考资料|外部链接|примечания|литература|ссылки|المراجع|مراجع)$/iu;

/** Short lines that sites put around a text. */
const LINE =
  /^(?:(?:please )?(?:subscribe|sign up|log ?in|click here|read more|continue reading|share (?:this|on)|follow us|tweet|advertisement|sponsored|skip to (?:main )?content|back to top|load more|view comments|leave a (?:comment|reply)|accept (?:all )?cookies)\b|(?:we|this (?:site|website)) uses? cookies|(?:©|\(c\)|copyright)\s|all rights reserved|photo(?:graph)? (?:by|credit)|image credit|posted (?:on|by|in)\b|filed under|tags?:|\d+ min(?:ute)?s? read\b|jetzt abonnieren|mehr lesen|weiterlesen|alle rechte vorbehalten|anzeige$|suscríbete|leer más|todos los derechos reservados|lire la suite|tous droits réservés|abonnez-vous)/iu;
const ANYWHERE = /all rights reserved|subscribe to our newsletter|your email address will not be published/iu;
const MAX_WORDS = 25;

/** Whether a heading opens a part that points elsewhere: references, links, comments. */
export function isAppendix(heading: string): boolean {
  return APPENDIX.test(heading.replace(/[:.\s]+$/u, '').trim());
}

/** Whether a short line is what sites put around a text: buttons, credits, notices. */
export function isBoilerplate(text: string): boolean {
  if (text.split(/\s+/).length > MAX_WORDS) return false;
  return LINE.test(text) || ANYWHERE.test(text);
}
