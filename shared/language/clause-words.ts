import { primaryLanguage } from '#shared/language/stop-words.ts';

/** Small closed classes of words that show where a clause or a phrase begins; all lower case. */
export interface ClauseWords {
  /** Join two main clauses or two parts of a list. */
  conjunctions: ReadonlySet<string>;
  /** Begin a clause that cannot stand alone, wherever it stands. */
  subordinators: ReadonlySet<string>;
  /** Begin such a clause too, but only after a comma: relative pronouns, and articles that serve as them. */
  relatives: ReadonlySet<string>;
  /** Prepositions: begin a phrase and cannot end one. */
  prepositions: ReadonlySet<string>;
  /** Articles, possessives and the like: belong to the word that follows. */
  determiners: ReadonlySet<string>;
  /** Subjects that need no noun, and verbs that carry no topic. */
  pronouns: ReadonlySet<string>;
  auxiliaries: ReadonlySet<string>;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const ENGLISH: ClauseWords = {
  conjunctions: set('and or but nor so yet'),
  subordinators: set(
    'although though because while when whenever where wherever whereas which who whom whose that if unless until since after before once as than whether why how what',
  ),
  relatives: set('who whom whose which that'),
  prepositions: set(
    'of in on at by for with without from to into onto over under above below between among across through during about against around behind beyond near off per toward towards upon within along despite like via inside outside until since',
  ),
  determiners: set(
    'the a an this that these those its his her their our your my each every some any no both either another such',
  ),
  pronouns: set('i you he she it we they one there someone everyone nobody me him them us itself themselves'),
  auxiliaries: set(
    'is are was were be been being am has have had do does did can could will would shall should may might must not',
  ),
};

const GERMAN: ClauseWords = {
  conjunctions: set('und oder aber sondern denn doch sowie'),
  subordinators: set(
    'obwohl weil während wenn als dass ob damit sodass nachdem bevor bis seit seitdem solange sobald da indem wo wie was wer welche welcher welches welchen deren dessen',
  ),
  relatives: set('der die das den dem deren dessen denen welche welcher welches'),
  prepositions: set(
    'in im an am auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um unter vom von vor während wegen zu zum zur zwischen trotz entlang laut pro ins ans',
  ),
  determiners: set(
    'der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem kein keine keinen sein seine seinen seiner ihr ihre ihren ihrer ihrem unser unsere jeder jede jedes jeden alle',
  ),
  pronouns: set('ich du er sie es wir man wer niemand jemand mich dich ihn ihm ihnen uns sich'),
  auxiliaries: set(
    'ist sind war waren sei wird werden wurde wurden worden hat haben hatte hatten kann können konnte konnten muss müssen soll sollen will wollen darf nicht',
  ),
};

const SPANISH: ClauseWords = {
  conjunctions: set('y e o u pero sino ni'),
  subordinators: set(
    'aunque porque mientras cuando donde que quien quienes cual cuales cuyo cuya si como pues hasta',
  ),
  relatives: set('que quien quienes cuyo cuya cuyos cuyas donde'),
  prepositions: set(
    'a al ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin sobre tras',
  ),
  determiners: set(
    'el la los las lo un una unos unas este esta estos estas ese esa esos su sus mi mis tu tus nuestro nuestra cada todo toda todos todas otro otra',
  ),
  pronouns: set('yo tú él ella ellos ellas nosotros usted ustedes se le les nos'),
  auxiliaries: set(
    'es son era eran fue fueron ser ha han había habían hay está están estaba puede pueden no',
  ),
};

const FRENCH: ClauseWords = {
  conjunctions: set('et ou mais ni car donc'),
  subordinators: set(
    'bien quoique parce pendant lorsque quand où que qui dont si comme puisque afin lequel laquelle',
  ),
  relatives: set('qui que dont où lequel laquelle'),
  prepositions: set(
    'à au aux avec chez contre dans de des depuis derrière dès devant durant en entre envers hors jusque malgré par parmi pour sans sauf selon sous sur vers du',
  ),
  determiners: set(
    "le la les un une des du de d'un d'une ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos chaque tout toute tous toutes autre autres",
  ),
  pronouns: set('je tu il elle on nous vous ils elles se y'),
  auxiliaries: set('est sont était étaient fut furent être a ont avait avaient peut peuvent ne pas'),
};

const ITALIAN: ClauseWords = {
  conjunctions: set('e ed o ma né però'),
  subordinators: set('sebbene perché mentre quando dove che chi cui quale quali se come poiché finché'),
  relatives: set('che cui quale quali'),
  prepositions: set(
    'a al alla ai alle allo con contro da dal dalla di del della dei delle dello in nel nella nei nelle per su sul sulla tra fra senza verso durante',
  ),
  determiners: set(
    'il lo la i gli le un uno una questo questa questi queste suo sua suoi sue loro ogni tutto tutta tutti',
  ),
  pronouns: set('io tu lui lei noi voi si ci'),
  auxiliaries: set('è sono era erano fu furono essere ha hanno aveva può possono non'),
};

const PORTUGUESE: ClauseWords = {
  conjunctions: set('e ou mas nem porém'),
  subordinators: set('embora porque enquanto quando onde que quem cujo cuja se como pois até'),
  relatives: set('que quem cujo cuja onde'),
  prepositions: set(
    'a ao aos à às com contra de do da dos das desde durante em no na nos nas entre para pelo pela por sem sob sobre até',
  ),
  determiners: set(
    'o a os as um uma uns umas este esta esse essa seu sua seus suas cada todo toda todos todas',
  ),
  pronouns: set('eu ele ela eles elas nós você se'),
  auxiliaries: set('é são era eram foi foram ser há tem têm tinha pode podem não'),
};

const NONE: ClauseWords = {
  conjunctions: new Set(),
  subordinators: new Set(),
  relatives: new Set(),
  prepositions: new Set(),
  determiners: new Set(),
  pronouns: new Set(),
  auxiliaries: new Set(),
};

const BY_LANGUAGE: ReadonlyMap<string, ClauseWords> = new Map([
  ['en', ENGLISH],
  ['de', GERMAN],
  ['es', SPANISH],
  ['fr', FRENCH],
  ['it', ITALIAN],
  ['pt', PORTUGUESE],
]);

/** The closed classes of a language; all empty for one that has no table, where punctuation alone must do. */
export function clauseWords(language: string): ClauseWords {
  return BY_LANGUAGE.get(primaryLanguage(language)) ?? NONE;
}

/** Whether the word belongs to any of the closed classes, in any case. */
export function isClosedClass(word: string, words: ClauseWords): boolean {
  const lower = word.toLowerCase().replace(/’/gu, "'");
  return Object.values(words).some((members: ReadonlySet<string>) => members.has(lower));
}

/** Whether the word, in any case, belongs to the following one and so can end no phrase. */
export function leansForward(word: string, words: ClauseWords): boolean {
  const lower = word.toLowerCase();
  return (
    words.determiners.has(lower) ||
    words.prepositions.has(lower) ||
    words.conjunctions.has(lower) ||
    words.subordinators.has(lower)
  );
}
