/**
 * English words of names that are translated word by word: states, institutions, wars, feasts, peoples, parts of the
 * world. A name that holds one need not come through: the White House is la Casa Blanca.
 */
export const TRANSLATED = new Set(
  `united white house security state states nations national world second first great north south east west northern
   southern eastern western middle central coast new old high low upper lower supreme court council act cup team street
   ocean sea river lake gulf bay island islands mount mountain mountains desert red green black blue cold war games
   olympic champions league party day days week year christmas easter good holy pope saint st king queen prince princess
   duke lord lady sir church service services commission committee foundation department ministry minister ministers prime
   president vice chief justice general secretary foreign home office government parliament assembly congress senate
   chamber bank federal reserve central european union kingdom republic democratic people's public private international
   association society institute university college school hospital museum library station airport bridge tower palace
   square park garden zone border police army navy air force royal guard fire earth moon sun space four five six seven
   three two one ten twelve half big little long short open free human rights nobel prize award peace treaty agreement
   agency authority organisation organization company group bill law code stock exchange trade labour labor conservative
   liberal democrats republicans republican democrat social socialist green civil the then that this hague press code
   january february march april may june july august september october november december monday tuesday wednesday thursday
   friday saturday sunday english scottish welsh irish british french german spanish italian russian chinese japanese
   korean koreans american americans african asian european europeans indian arab turkish turks syrian iraqi iranian israeli
   palestinian ukrainian polish greek dutch swedish norwegian danish canadian mexican brazilian australian catholic christian
   muslim jewish korea britain germany france spain greece poland sweden norway egypt turkey switzerland netherlands
   chancellor catalan basque capitol district county city town village province region head mr mrs ms dr doctor professor
   judge senator governor mayor captain colonel sergeant detective inspector`.split(/\s+/),
)
