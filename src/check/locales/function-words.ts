/**
 * The commonest small words of each language, in lower case: what most sentences of it hold, whatever they are
 * about. Near relatives share many, so counts are compared, never taken alone.
 */
// biome-ignore format: a language a line
const WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in is that for was on with as at by from be are this have has had not it he his her she they their but which an will would who were been said after about more its when than you we out into there what if i my your can could',
  es: 'de la el en y a que los del las se por con un una para su al lo como más es o sus le fue ha pero este está ya entre cuando todo esta ser son dos también era muy años hasta desde nos durante todos han hay sin sobre me porque tiene según donde uno ni contra otros ese eso ante ellos estos mi antes algunos qué unos yo otro él tanto esa ha había fueron han tras parte dijo así mientras aunque mismo cada sino aún eso estas estaba estaban podría tenía no si dice nuevo nueva esto va ahora hizo hacer nunca gran frente además año cuatro tres tener menos puede hora estar habían tarde poder pueden luego mucho muchos vez veces hoy dice dicho quien quienes debe deben viene vienen semana cual cuales',
  ca: "de la el i que els les a en un una per del amb es no al ha se són va més com dels seva pel seu ser aquest aquesta però també està l'any han aquests molt ja fer anys fins entre des quan o perquè havia hi ho sobre on sense després segons tot seus seves us em tres dos pels als estat tenen ara és això vaig van pot què té nou dia era dir sota dóna dona cap sigui hagi l'assemblea d'un d'una mentre cada abans altres si nova noves fa fet avui mateix poden poder molts gran tenir tenia quatre estan gairebé així vegada només diu encara nen dissabte setmana ve vol hauria",
  gl: 'de a o e que do da en os no na as un unha por para dos se con das é como máis ao seu súa foi non nos polo pola pero tamén entre nas aos está ou sobre xa dende ata cando ser moi este esta todo anos',
  pt: 'de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas me esse eles você foi são está ser tem à às segundo disse sobre ainda',
  fr: "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec aux son mais ou été cette comme ont elle sa d'un d'une qu'il c'est n'est deux ses leur fait était avait être après aussi nous vous tout ces même entre sans bien peut on l'on ans dont depuis très alors selon leurs où",
  it: "di e il la che in a per un è del non una i le della da si con sono al gli dei ha lo come nel alla più anche ma ci delle su o dal se nella anni questo stato cui dalla essere due hanno suo sua era degli dell'anno dopo ai questa tra c'è molto mi sul fatto contro perché quando dove tutti prima ancora già dei nei alle loro",
  ro: 'de și în a la cu o din pe că nu pentru care un mai se au este fost sa al ce dar sunt cele cei lui prin iar ca după am fi au unui unei acest această sau ai sale lor două era ani când foarte între până fără doar astfel acum',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei seine wir ihre ich wenn kann unter gegen schon diese seit',
  nl: 'de van het een en in is dat op te zijn met voor die niet aan er om ook als bij maar of uit nog door naar heeft worden hij ze was over wel tot dan al deze werd moet meer kan zich geen dit onder tegen haar wordt na ik je jaar wij hun veel had deze zal wat toen kunnen hebben',
  af: 'die van en in is het dat te nie vir op met sy om wat aan hy was by ook uit maar deur sal as word hulle na ons sê haar kan een of jaar wees tot hierdie meer oor daar was nog jy moet gesê ander',
  sv: 'och i att det som en på är av för med till den har de inte om ett han var men jag sig från vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än här då sedan över bara blir upp även vad in hon två sina blev',
  da: 'og i at det er en til på som af for med den har de ikke der et han var om men jeg sig fra vi så kan når år under også efter eller nu sin hvor ved mod skal ville bliver ud får være havde alle andre meget end her da siden over kun op hvad hun to sine blev blevet uden mellem noget',
  no: 'og i det er på som en til av for at med den har de ikke et han var om men jeg seg fra vi så kan når år under også etter eller nå sin hvor ved mot skal ville blir ut får være hadde alle andre mye enn her da siden over bare opp hva hun to sine ble blitt uten mellom noe',
  fi: 'ja on ei että se oli hän joka ovat ole mutta myös kun tai mukaan sekä jo kuin vuonna niin mitä vain nyt jossa jos olisi siitä tämä sen hänen ollut voi tämän sitä eivät vielä kanssa ennen jälkeen joita kaikki olla enemmän koska he minä me noin',
  et: 'ja on ei et see oli ta kes mis ka kui aga siis või oma ning nii välja üle selle veel juba mitte pärast seda olid nagu üks ole saab tema need kuid siis aasta kus mida eest koos enam peab nende meie ma selles kõik',
  hu: 'a az és hogy nem is egy ez meg de volt van el csak már mint még ki azt ha kell sem vagy ezt pedig lehet után szerint között majd azonban aki így volna lett mert amely nagyon minden több két fel akkor ő ezek lesz most',
  pl: 'w i na z się nie do to że jest o od za po jak przez ale co dla są tym oraz był tego tak ma może jego być przed który która które czy już tylko ich jej był była było też bardzo roku lat więc kiedy gdy ze także nad bez ja on pod',
  cs: 'a v se na je že s z do to o i jako za by pro k ve si po byl jsem ale tak jsou jeho od které který která podle nebo už při také roku jen není byla bylo před jsme což tím může však let když má ze více až mezi kde aby něco bez',
  sk: 'a v sa na je že s z do to o aj ako za by pre k vo si po bol som ale tak sú jeho od ktoré ktorý ktorá podľa alebo už pri tiež roku len nie bola bolo pred sme čo tým môže však rokov keď má zo viac až medzi kde aby bez',
  sl: 'in je v na se da za so ki z pa ne s ni po to bi tudi kot ob od iz bo ter pri do še ali ga že bil bila več leta samo lahko kar ko med bilo pred po kako tako so ima če vse bolj zaradi svoje smo katerih ta',
  hr: 'i je u na se da za su od o s koji a što ne će to kao iz do po bi te ili ali nije sve samo koja koje bio više biti kako već nakon ako ima još jer kada bila bilo prema između prije sam zbog smo te godine ovo njegov tako',
  sq: 'e në të dhe i për me një së nga që është se u nuk ka do si më ai ishte kjo ky por janë pas edhe kanë tij duke vit sipas mund tha apo ajo këtë deri kur shumë ku para gjithë saj pa',
  lt: 'ir kad į su iš yra kaip tai buvo o bet ne už jis dar taip apie jau po nuo savo tik pat prie per ar jo dėl labai gali metų iki bus šis šių kurie kuris arba ji jos buvo mes mūsų jie tarp prieš nėra',
  lv: 'un ir ar uz par no ka kas arī bija lai tas ne kā pēc vai tika bet viņš jau līdz gan pie to tā ja tikai gada šī savu nav kuri šo vēl kā esam mēs viņa viņu kur būs starp pirms bez ļoti',
  tr: 've bir bu da de için ile olarak çok daha olan gibi ancak en sonra kadar ise ne o ya var değil her iki ama olduğunu dedi yıl göre diye oldu olduğu ki tarafından önce kendi ben şey biz onun yeni hem arasında',
  az: 'və bir bu da də üçün ilə olan çox daha kimi onun o ki isə sonra qədər görə var deyil hər iki amma olduğunu dedi il öz edib olub bildirib həm ancaq',
  id: 'yang dan di itu dengan untuk dari dalam ini tidak akan pada juga ke karena tersebut bisa ada mereka lebih telah sudah atau saat oleh sebagai adalah ia dia para menjadi kami kita saya namun bahwa tahun seperti hanya satu dua masih setelah belum',
  ms: 'yang dan di itu dengan untuk dari dalam ini tidak akan pada juga ke kerana tersebut boleh ada mereka lebih telah sudah atau ketika oleh sebagai adalah ia dia para menjadi kami kita saya namun bahawa tahun seperti hanya satu dua masih selepas belum kata beliau',
  vi: 'và của là có các được trong cho một không người đã với này những khi đến từ ông năm về như để tại cũng ra sẽ trên vào ở nhiều bị phải sau làm còn rất hơn theo đó nhưng chỉ lại',
  tl: 'ang ng sa na mga ay at si ni para hindi ito kay ko siya niya may kung nang rin din pa lang mula isang kanyang dahil o ako sila nila kanilang mas naman noong pero tayo',
  eu: 'eta da ez du bat dira zen ere dute izan baina egin bere beste ziren hori da baino duen dela edo den izango hau zuen bezala gehiago dituzte ditu behar arte baita zituen oso gero haien',
  ru: 'и в не на что с он по как это из к но у его за от о для все она так же был до мы или при они их после если было который которые году уже только также была были чтобы то быть более лет еще ее я во вы когда может нет где под со ещё',
  uk: 'і в не на що з та у до за як це для від його про але по він є або було також який які року після вже був вони так ми бути якщо через їх була були щоб тільки при зі коли ще може вона лише під років між й із',
  be: 'і ў не на што з у да за як гэта для ад яго пра але па ён або было таксама які якія года пасля ўжо быў яны так мы каб калі толькі была былі гэтага яе іх яшчэ можа паміж',
  bg: 'на и да в за от се с не са е че по като до това но към при ще или той така си има които който след беше му те много обаче само може бъде която през години още няма вече защото ни са било между без ги',
  sr: 'и је у на се да за су од о с који а што не ће то као из до по би те или али није све само која које био више бити како већ након ако има још јер када била било према између пре због смо године',
  mk: 'на и во да се од за е со не што ќе по како ги кои до тоа но или ја кој беше го дека тој при има оваа овој само може уште сите кога после нема биде беа ние години',
  ar: 'في من على إلى أن عن مع التي الذي هذا هذه كان لا ما بعد قد كما كانت قال وقال لم بين أو ذلك هو هي بن حتى عند ثم كل غير خلال قبل وقد منذ إن ولا وفي ومن لن أنه وأن بأن هناك أي حيث الذين عام وكان أكثر تلك بعض نحن أنها لكن وهو وهي لقد فقد كانوا يتم تم إذا عندما بينما حول ضد بسبب أيضا أيضًا مثل نحو أمام تحت له لها لهم به بها فيه فيها منه منها عليه عليها إليه وكانت وهذا ولكن وعلى وإلى وقالت بأنه الآن اليوم لديه وذلك لدى سوف وأضاف والتي والذي وعن أنهم كما وكما وأنه وفقا وفقًا',
  fa: 'و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت می شد او دارد ما بود اما شده باید هر ها شود کند آنها وی بین همه یا بود کرده پس دو اگر نمی چه باشد هستند',
  ur: 'کے میں کی اور سے ہے کا کو نے پر کہ یہ ہیں اس کر بھی نہیں تھا ایک وہ تھی اپنے ان جو گیا تو لیے ہو کہا بعد تک ہی یا گئی کیا رہے والے دو تھے رہا ہونے',
  hi: 'के में की और से है का को ने पर कि यह हैं इस भी नहीं था एक वह थी अपने उन जो गया तो लिए हो कहा बाद तक ही या गई किया रहे वाले थे रहा होने कर साथ',
  mr: 'आणि आहे या व त्या हे तर ते असे होते होता की हा ही त्यांनी मध्ये नाही आहेत पण केली केला त्याच्या यांनी एक मी साठी झाली झाला असून',
  ne: 'र छ को मा भने पनि छन् गरेको एक यो हो थियो गर्न गर्ने भएको तर लागि छैन उनले त्यो भन्ने भएका',
}

/** Places of the languages in the list. */
const languages = new Map(Object.keys(WORDS).map((language, place) => [language, place]))
/** The places of the languages that have a word. */
const placesOf = new Map<string, number[]>()
for (const [place, words] of Object.values(WORDS).entries())
  for (const word of new Set(words.split(' '))) placesOf.set(word, [...(placesOf.get(word) ?? []), place])

/** Sentences show their language soon. */
const COUNTED_WORDS = 300

export interface WordShares {
  /** How many of the words are function words of the language; undefined when there is no list of them. */
  readonly own: number | undefined
  /** The same for the language that has the most of them, this one apart. */
  readonly rival: number
}

export function wordShares(words: readonly string[], language: string): WordShares {
  const counts: number[] = new Array(languages.size).fill(0)
  for (const word of words.slice(0, COUNTED_WORDS))
    for (const place of placesOf.get(word) ?? []) counts[place]!++
  const own = languages.get(language)
  const rival = Math.max(...counts.filter((_, place) => place !== own))
  return { own: own === undefined ? undefined : counts[own], rival }
}
