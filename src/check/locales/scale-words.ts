/** Scale words by power of ten, in every language at once: a word that means two powers has both. */
const WORDS: Readonly<Record<number, string>> = {
  3: `thousand thousands k mil milers miler mille mila tausend tsd duizend tusen tusind tisíc tisíce tysiąc tysiące
      tysięcy tys mie mii ezer tuhat tuhatta bin ribu nghìn ngàn χιλιάδες χιλ тысяча тысячи тысяч тыс тисяча тисячі
      тисяч хиляди хиљада ألف ألفا ألفًا آلاف الف آلف hazar هزار ہزار हज़ार हजार হাজার ஆயிரம் వేల พัน elfu אלף אלפים mila mille`,
  5: 'lakh lakhs lac lacs लाख লাখ লক্ষ லட்சம் లక్షల لاکھ แสน',
  6: `million millions m mn mln millón millones milió milions milhão milhões milione milioni millionen mio miljoen
      miljoner miljon miljoonaa million millioner milion miliony milionů milionów milionu millió miljonit milijun
      milijuna milijon milijonov milioane milion milyon juta triệu εκατομμύρια εκατ миллион миллиона миллионов млн
      мільйон мільйона мільйонів милион милиона милиони милиона مليون مليونا مليونًا ملايين ملیون میلیون ล้าน מיליון मिलियन
      मिलियन মিলিয়ন మిలియన్ மில்லியன்`,
  7: 'crore crores cr करोड़ করোড় কোটি கோடி కోట్ల کروڑ สิบล้าน',
  9: `billion billions b bn bln milliard milliards milliarden milliarder mrd mia md miliardo miliardi miliard miliardy
      miliardów miliardů miljard miljarder miljardia milliárd milijarda milijardi milijard bilhão bilhões bilhoes
      mil-millones millardo millardos miliarde miliar milyar tỷ tỉ δισεκατομμύρια δισ миллиард миллиарда миллиардов
      млрд мільярд мільярда мільярдів милиард милиарда مليار مليارا مليارات بليون میلیارد ارب अरब বিলিয়ন מיליארד พันล้าน`,
  12: `trillion trillions tn trn t billón billones bilió bilions billions trilhão trilhões bilione bilioni billion
      billionen biljoen biljoner bilion biliony trilyun triliun nghìn-tỷ трлн триллион триллиона триллионов трильйон
      تريليون تريليونات تریلیون ล้านล้าน טריליון खरब`,
}

/** Signs that need no space, and multiply when they stand together: 3千万. */
const SIGNS: Readonly<Record<string, number>> = {
  十: 1,
  百: 2,
  千: 3,
  万: 4,
  萬: 4,
  亿: 8,
  億: 8,
  兆: 12,
  십: 1,
  백: 2,
  천: 3,
  만: 4,
  억: 8,
  조: 12,
}

const powers = new Map<string, number[]>()
for (const [power, words] of Object.entries(WORDS))
  for (const word of words.split(/\s+/))
    if (!powers.get(word)?.includes(Number(power)))
      powers.set(word, [...(powers.get(word) ?? []), Number(power)])

const NEXT = /[\s-]{0,2}(\p{L}[\p{L}\p{M}]{0,19})\.?/uy
const NOTHING: readonly number[] = []

/** Powers of ten that the words right after offset `end` may stand for; two words multiply: `mil millones`. */
export function scaleAfter(text: string, end: number): readonly number[] {
  let power = 0
  let at = text[end] === ' ' ? end + 1 : end
  for (let sign = SIGNS[text[at]!]; sign !== undefined; sign = SIGNS[text[++at]!]) power += sign
  if (power > 0) return [power]
  NEXT.lastIndex = end
  const found = powers.get(NEXT.exec(text)?.[1]?.toLowerCase() ?? '')
  if (found === undefined) return NOTHING
  const second = powers.get(NEXT.exec(text)?.[1]?.toLowerCase() ?? '')
  return second === undefined ? found : [...found, ...found.flatMap((a) => second.map((b) => a + b))]
}
