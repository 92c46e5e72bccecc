/** Sections that point elsewhere instead of telling anything, by their whole heading. */
const APPENDIX =
  /^(?:references?|bibliography|notes|footnotes|see also|external links|further reading|sources|citations|related (?:articles|posts|reading)|table of contents|contents|share this|comments|newsletter|einzelnachweise|literatur(?:hinweise)?|weblinks|siehe auch|quellen|anmerkungen|inhaltsverzeichnis|referencias|bibliografía|enlaces externos|véase también|notas|références|bibliographie|liens externes|voir aussi|notes et références|note|riferimenti|collegamenti esterni|参考文献|脚注|関連項目|外部リンク|参考资料|外部链接|примечания|литература|ссылки|المراجع|مراجع)$/iu;

/** Short lines that sites put around a text. */
const LINE =
  /^(?:(?:please )?(?:subscribe|sign up|log ?in|click here|read more|continue reading|share (?:this|on|via)|follow us|tweet|advertisement|sponsored|skip to (?:main )?content|back to top|load more|view comments|leave a (?:comment|reply)|accept (?:all )?cookies|cookie (?:settings|preferences|policy)|privacy policy|terms (?:of (?:use|service)|and conditions)|join our (?:mailing list|newsletter)|download our app)\b|(?:we|this (?:site|website)) uses? cookies|by (?:continuing|using) (?:to use )?(?:this|our) (?:site|website)|(?:©|\(c\)|copyright)\s|all rights reserved|photo(?:graph)? (?:by|credit)|image credit|posted (?:on|by|in)\b|filed under|tags?:|\d+ min(?:ute)?s? read\b|jetzt abonnieren|mehr lesen|weiterlesen|folgen sie uns|alle rechte vorbehalten|anzeige$|suscríbete|síguenos|leer más|todos los derechos reservados|lire la suite|suivez-nous|tous droits réservés|abonnez-vous|iscriviti|seguici|tutti i diritti riservati|inscreva-se|siga-nos|todos os direitos reservados|подписывайтесь|подпишитесь|все права защищены)/iu;
const ANYWHERE =
  /all rights reserved|(?:subscribe|sign up) (?:to|for) our (?:newsletter|mailing list)|your email address will not be published|\bfollow us on (?:facebook|instagram|twitter|x|tiktok|youtube|linkedin)\b/iu;
/** A row of links: `Home | Shop | About us`, `Imprint · Privacy`. */
const NAVIGATION =
  /^(?:(?:home|shop|cart|basket|about(?: us)?|contact(?: us)?|imprint|privacy|terms|cookies|faq|help|login|log in|blog|news|menu|search|sitemap|careers|press|impressum|datenschutz|agb|kontakt|startseite|inicio|contacto|aviso legal|accueil|mentions légales)(?:\s*(?:[|·•›»/,-]\s*|\s)|$)){2,}$/iu;

/** An address, a number to call or a site, and what asks somebody to use it. */
const CONTACT_DATA =
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+\.\p{L}{2,}|(?<![\p{N}.,])\+?\(?\d[\d\s()./-]{6,}\d(?![\p{N}.,]\d)|(?<![@\p{L}\p{N}])(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|io|co|eu|de|at|ch|es|fr|it|uk|info|gov|edu|app|shop|example)(?![\p{L}\p{N}])/iu;
const ASKS =
  /^(?:(?:please|simply|just|or|to (?:book|order|register|apply|donate|rsvp|learn more|find out more)[^.]{0,40},?|for (?:more )?(?:information|details|enquiries|inquiries|questions|bookings|tickets|reservations|press)[^.]{0,40},?|(?:any )?questions\?|rückfragen[^.]{0,20}|bitte|para más información,?|pour plus d[’']informations?,?|per (?:maggiori )?informazioni,?)\s*)*(?:e-?mail|call|phone|ring|text|fax|tel(?:ephone)?|contact|write to|reach|message|whatsapp|visit|find us|drop us|get in touch|book (?:at|on|via)|order (?:at|on|via)|register (?:at|on|via)|rsvp|schreiben sie|rufen sie|mailen sie|kontakt(?:ieren sie)?|besuchen sie|telefon|escríb[ae]nos|llám[ae]nos|llame|visite|contacte|contacto|correo|appelez|écrivez|contactez|visitez|téléphone|scriv(?:i|eteci)|chiam(?:a|ateci)|contatt(?:a|ateci)|visita|ligue|escreva|contate|telefone)(?![\p{L}])/iu;
/** Asks for contact without any data: `Call us today!`, `Visit us in our shop.` */
const ASKS_US =
  /^(?:please |or |just )?(?:e-?mail|call|phone|ring|text|contact|message|follow|visit|find|join|like) us\b(?: (?:today|now|at|on|by|any ?time|for|via|in|or|if|with)\b|[.!]?$)/iu;
const MAX_WORDS = 25;
const MAX_CHARS = 300;

/** Whether a heading opens a part that points elsewhere: references, links, comments. */
export function isAppendix(heading: string): boolean {
  return APPENDIX.test(heading.replace(/[:.\s]+$/u, '').trim());
}

/** Whether a short line is what sites put around a text: buttons, credits, notices, rows of links, contact data. */
export function isBoilerplate(text: string): boolean {
  if (text.length > MAX_CHARS || text.split(/\s+/).length > MAX_WORDS) return false;
  const line = text.trim();
  if (LINE.test(line) || ANYWHERE.test(line) || NAVIGATION.test(line) || ASKS_US.test(line)) return true;
  return CONTACT_DATA.test(line) && (ASKS.test(line) || line.replace(CONTACT_DATA, '').trim() === '');
}
