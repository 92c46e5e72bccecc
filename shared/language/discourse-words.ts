/** How sentences of a language hang together. All entries lower case, parted by `|`. */
export interface DiscourseWords {
  /** Openings that may be dropped together with the comma after them: `however, …`. */
  connectives: string;
  /** Conjunctions that may be dropped as they stand: `but the sea …`. */
  conjunctions: string;
  /** Openings that mean something said before: `this`, `they`, `instead`. */
  backward: string;
  /** Openings that look like those and mean nothing before: `it takes`, `this year`. */
  forward: string;
}

/** Discourse words by language. A language that is not here is read without them. */
export const DISCOURSE: Readonly<Record<string, DiscourseWords>> = {
  en: {
    connectives:
      'however|moreover|furthermore|in addition|additionally|therefore|thus|hence|consequently|as a result|nevertheless|nonetheless|still|meanwhile|finally|in fact|indeed|of course|for example|for instance|in other words|on the other hand|on the one hand|similarly|likewise|besides|also|then|next|first|firstly|second|secondly|third|thirdly|lastly|overall|in short|in conclusion|to sum up|after all|that said|even so|above all|in particular|notably|interestingly|surprisingly|unfortunately|fortunately|naturally|again|clearly|obviously|accordingly|conversely|by contrast|in contrast|more importantly|what is more|at the same time',
    conjunctions: 'and|but|yet',
    backward:
      "this|these|that|those|it|it’s|it's|its|they|they’re|they're|their|them|theirs|he|he’s|he's|she|she’s|she's|his|her|hers|him|himself|herself|itself|themselves|such|both|neither|either|another|others|the latter|the former|the others?|the same|the rest|one of them|some of them|most of them|many of them|each of them|all of them|none of them|here|then|instead|otherwise|thereby|thereafter|there, |so|or|nor|because of|for this reason|that’s why|that's why|only then|yes|no, |no\\.|not so|not all of them|the two|the first|the second|the third|the result|the answer|as such|even more|even then|afterwards?|later|soon after|years later|by then|since then|until then|until now|before that|after that|some|most|the reason|too|also|again|ours",
    forward:
      'it takes|it costs|it is (?:\\p{Ll}+ )?(?:that|to|not|hard|easy|possible|known|said|often|estimated|thought|important|time|likely)|it was (?:in|not|only|\\d+)|it has been|this year|this week|this month|this morning|this summer|this winter|these days|those who|those that|that is because|some (?:people|\\p{Ll}+s)|most (?:people|of the|\\p{Ll}+s)|the first time|the first (?:\\p{L}+ ){1,3}(?:of|to|in|was|were)|because of (?:the|a|its)|another \\p{Ll}+ way',
  },
  de: {
    connectives: '',
    conjunctions: 'und|aber|doch|denn',
    backward:
      'sondern|er|sie|es|dies|diese|dieser|dieses|diesem|diesen|jene|jener|jenes|solche|solcher|solches|sein|seine|seiner|seinen|seinem|ihr|ihre|ihren|ihrer|ihrem|ihm|ihn|ihnen|dabei|dazu|daher|darum|deshalb|deswegen|dadurch|davon|daraus|daran|darauf|darin|darunter|darüber|danach|daneben|dann|dort|hier|damit|dafür|dagegen|dennoch|trotzdem|außerdem|zudem|jedoch|allerdings|nämlich|somit|also|so|letztere|letzterer|beide|beides|andere|ebenso|auch|anschließend|später|schließlich|stattdessen|ja, |nein, |das (?:ist|war|sind|macht|liegt|bedeutet|heißt|kann|hat|gilt|führt|zeigt|geht)|der eine|die einen',
    forward:
      'es gibt|es war einmal|es dauert|es ist (?:\\p{L}+ )?(?:bekannt|möglich|nicht)|dieses jahr|diese woche|er selbst|so groß|so viel',
  },
  es: {
    connectives:
      'sin embargo|además|por lo tanto|por tanto|por ejemplo|no obstante|finalmente|de hecho|es decir|en efecto|por otro lado|por otra parte|por último|asimismo|en resumen|en primer lugar|en segundo lugar|ahora bien',
    conjunctions: 'y|e|pero|pues',
    backward:
      'este|esta|estos|estas|esto|ese|esa|esos|esas|eso|aquel|aquella|aquellos|aquellas|él|ella|ellos|ellas|su|sus|lo|les|le|ello|así|tal|tales|ambos|ambas|otro|otra|otros|otras|allí|ahí|entonces|también|tampoco|por eso|por ello|en cambio|después|luego|más tarde|además de|sí, |no, |de ahí',
    forward: 'este año|esta semana|lo que|lo más|ese día',
  },
  fr: {
    connectives:
      "cependant|toutefois|de plus|en outre|par exemple|par conséquent|néanmoins|enfin|en effet|d’ailleurs|d'ailleurs|bref|pourtant|finalement|d’abord|d'abord|ensuite|en revanche",
    conjunctions: 'et|mais|or|car',
    backward:
      "ce|cet|cette|ces|cela|ça|c’est|c'est|il|elle|ils|elles|son|sa|ses|leur|leurs|lui|celui|celle|ceux|celles|ainsi|tel|telle|tels|là|alors|aussi|puis|donc|les deux|l’autre|l'autre|d’autres|d'autres|plus tard|oui, |non, ",
    forward: 'il y a|il faut|il existe|il était une fois|ce matin|cette année|ce qui|ce que',
  },
  it: {
    connectives:
      'tuttavia|inoltre|quindi|per esempio|ad esempio|infatti|infine|dunque|pertanto|comunque|in realtà|in breve|invece|insomma',
    conjunctions: 'e|ed|ma|però',
    backward:
      'questo|questa|questi|queste|quello|quella|quelli|quelle|esso|essa|essi|esse|egli|lui|lei|loro|suo|sua|suoi|sue|tale|tali|ciò|lì|là|allora|così|anche|entrambi|altri|altre|poi|dopo|per questo|sì, |no, ',
    forward: "quest’anno|quest'anno|quello che|quelli che",
  },
  pt: {
    connectives:
      'no entanto|além disso|portanto|por exemplo|contudo|porém|finalmente|de fato|entretanto|todavia|por fim|ou seja|em resumo|por outro lado',
    conjunctions: 'e|mas|pois',
    backward:
      'este|esta|estes|estas|isto|esse|essa|esses|essas|isso|aquele|aquela|aquilo|ele|ela|eles|elas|seu|sua|seus|suas|tal|tais|ali|lá|então|também|assim|ambos|outro|outra|outros|outras|depois|por isso|sim, |não, ',
    forward: 'este ano|esta semana|o que',
  },
  nl: {
    connectives: '',
    conjunctions: 'en|maar|want|dus',
    backward:
      'dit|deze|dat|die|hij|zij|ze|zijn|haar|hun|hem|daar|daarom|daardoor|daarna|dan|toen|zo|ook|het (?:is|was|wordt|heeft)|beide|andere|hier|later|vervolgens|ja, |nee, ',
    forward: 'het is (?:niet|mogelijk)|dit jaar|het was eens',
  },
  ru: {
    connectives:
      'однако|кроме того|например|наконец|таким образом|во-первых|во-вторых|впрочем|следовательно|итак',
    conjunctions: 'и|но|а',
    backward:
      'это|этот|эта|эти|этого|этой|он|она|оно|они|его|её|ее|их|им|ему|ей|там|тогда|так|такой|такая|такие|также|тоже|поэтому|потом|затем|здесь|оба|другие|да, |нет, ',
    forward: 'так называемый',
  },
  ja: {
    connectives:
      'しかし|また|さらに|だが|でも|そして|例えば|たとえば|つまり|一方|なお|最後に|ところが|ところで|まず|次に|やがて|実は',
    conjunctions: '',
    backward:
      'ただし|これ|それ|あれ|この|その|あの|ここ|そこ|こう|そう|こんな|そんな|彼|彼女|彼ら|したがって|よって|だから|すると|同じく|はい、|いいえ、|両者|前者|後者|いずれも|ほかに|他に',
    forward: 'この世|そもそも|これまで',
  },
  zh: {
    connectives:
      '但是|然而|此外|另外|例如|比如|不过|总之|最后|因此|所以|同时|首先|其次|而且|其实|当然|可是|于是',
    conjunctions: '但',
    backward:
      '这|那|它|他|她|此|其|该|这些|那些|它们|他们|她们|因此|所以|于是|同样|也|两者|前者|后者|另一|这样|那里|那时|这里|是的|不，|然后|后来|之后|其他|其中',
    forward: '其实',
  },
  ko: {
    connectives: '그러나|하지만|또한|그리고|따라서|예를 들어|그런데|한편|마지막으로|즉|게다가',
    conjunctions: '',
    backward:
      '이|그|저|이것은|그것은|이는|그는|그녀는|그들은|이러한|그러한|이런|그런|거기|여기|그래서|그때|네,|아니요,|둘 다',
    forward: '',
  },
  ar: {
    connectives: 'ومع ذلك|مع ذلك|لذلك|على سبيل المثال|بالإضافة إلى ذلك|علاوة على ذلك|في الواقع|أخيرا|أخيرًا',
    conjunctions: 'لكن|ولكن',
    backward:
      'هذا|هذه|هؤلاء|ذلك|تلك|هو|هي|هم|وهو|وهي|وهم|وهذا|وهذه|كما|هناك،|هنا|عندها|كذلك|وكذلك|ثم|نعم|لا،|كلاهما|فيها|فيه|منها|منه',
    forward: '',
  },
  hi: {
    connectives: 'हालांकि|हालाँकि|उदाहरण के लिए|इसके अलावा|अंत में|वास्तव में',
    conjunctions: 'लेकिन|परंतु|परन्तु|और|किंतु',
    backward:
      'यह|ये|वह|वे|इस|इन|उस|उन|इसका|इसके|इसकी|इनका|इनके|उसका|उसके|उसकी|उनका|उनके|उनकी|इसे|उसे|उन्हें|इन्हें|इसलिए|इसमें|उसमें|इससे|फिर|यहाँ|यहां|वहाँ|वहां|तब|ऐसा|ऐसे|हाँ|नहीं,|दोनों',
    forward: '',
  },
};
