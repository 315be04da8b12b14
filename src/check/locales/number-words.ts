/**
 * Numbers written as words, by language: `value word word … value word …`. Tens and units that stand beside each
 * other are summed by the reader, so only words are listed. A language without a list can spell anything.
 */
const LISTS: Readonly<Record<string, string>> = {
  en: `0 zero nil 1 a an one single once first 2 two twice both couple pair double second 3 three third thirds triple thrice 4 four
    fourth quarter quarters quadruple 5 five fifth fifths 6 six sixth 7 seven seventh 8 eight eighth 9 nine ninth 10 ten tenth tenths decade teens teenage teenager teenagers
    11 eleven eleventh 12 twelve twelfth dozen noon midnight 13 thirteen thirteenth 14 fourteen fourteenth fortnight
    15 fifteen fifteenth quarter 16 sixteen sixteenth 17 seventeen seventeenth 18 eighteen eighteenth 19 nineteen
    nineteenth 20 twenty twenties twentieth 30 thirty thirties thirtieth half 40 forty forties fortieth 50 fifty fifties
    fiftieth half 60 sixty sixties sixtieth 70 seventy seventies seventieth 80 eighty eighties eightieth 90 ninety
    nineties ninetieth 100 hundred century centenary 1000 thousand 1000000 million 0.5 half 0 midnight 24 midnight
    25 quarter 33 third 66 thirds 67 thirds 75 quarters`,
  es: `0 cero 1 un uno una primer primero primera 2 dos segundo segunda ambos doble 3 tres tercer tercero tercera triple 4
    cuatro cuarto cuarta 5 cinco quinto quinta 6 seis sexto sexta 7 siete séptimo séptima 8 ocho octavo octava 9 nueve
    noveno novena 10 diez décimo décima década decena 11 once undécimo 12 doce docena mediodía 13 trece 14 catorce 15
    quince quincena 16 dieciséis 17 diecisiete 18 dieciocho 19 diecinueve 20 veinte veintena vigésimo vigésima 21 veintiún veintiuno veintiuna 22
    veintidós 23 veintitrés 24 veinticuatro medianoche 25 veinticinco cuarto 26 veintiséis 27 veintisiete 28 veintiocho
    29 veintinueve 30 treinta treintena trigésimo trigésima media 40 cuarenta cuadragésimo 50 cincuenta quincuagésimo mitad medio 60 sesenta 70 setenta 80 ochenta
    90 noventa 100 cien ciento cientos centenar siglo centenario 200 doscientos doscientas 300 trescientos trescientas 400
    cuatrocientos cuatrocientas 500 quinientos quinientas 600 seiscientos seiscientas 700 setecientos setecientas 800
    ochocientos ochocientas 900 novecientos novecientas 1000 mil millar 1000000 millón 0.5 medio media mitad 0 medianoche`,
  ca: `0 zero 1 un una primer primera 2 dos dues segon segona ambdós doble 3 tres tercer tercera triple 4 quatre quart
    quarta 5 cinc cinquè cinquena 6 sis sisè sisena 7 set setè setena 8 vuit vuitè vuitena 9 nou novè novena 10 deu desè
    desena dècada 11 onze onzè onzena 12 dotze dotzè dotzena migdia 13 tretze 14 catorze 15 quinze quinzena 16 setze 17 disset 18 divuit
    19 dinou 20 vint vintena 30 trenta trentena mitja 40 quaranta 50 cinquanta meitat mig 60 seixanta 70 setanta 80 vuitanta 90
    noranta 100 cent cents centenar segle centenari 200 dos-cents dues-centes 300 tres-cents 400 quatre-cents 500 cinc-cents
    600 sis-cents 700 set-cents 800 vuit-cents 900 nou-cents 1000 mil miler 1000000 milió 0.5 mig mitja meitat
    0 mitjanit 24 mitjanit 25 quart`,
  fr: `0 zéro 1 un une premier première 2 deux deuxième second seconde double 3 trois troisième triple 4 quatre quatrième
    5 cinq cinquième 6 six sixième 7 sept septième 8 huit huitième 9 neuf neuvième 10 dix dixième dizaine décennie 11
    onze onzième 12 douze douzième douzaine midi 13 treize treizième 14 quatorze quatorzième 15 quinze quinzième quinzaine 16
    seize seizième 17 dix-sept 18 dix-huit 19 dix-neuf 20 vingt vingts vingtaine vingtième 30 trente trentaine demi demie 40 quarante
    quarantaine 50 cinquante cinquantaine moitié 60 soixante soixantaine 70 soixante-dix septante 80 quatre-vingts
    quatre-vingt 90 quatre-vingt-dix nonante 100 cent cents centaine siècle 1000 mille millier 1000000 million 0.5 demi
    demie moitié 0 minuit 24 minuit 25 quart`,
  de: `0 null 1 ein eins eine einen einem einer eines erste ersten erster 2 zwei zweite zweiten zweiter beide beiden
    doppelt 3 drei dritte dritten dritter 4 vier vierte vierten 5 fünf fünfte fünften 6 sechs sechste sechsten 7 sieben
    siebte siebten 8 acht achte achten 9 neun neunte neunten 10 zehn zehnte zehnten jahrzehnt 11 elf elfte elften 12 zwölf
    zwölfte zwölften dutzend mittag 13 dreizehn 14 vierzehn 15 fünfzehn viertel 16 sechzehn 17 siebzehn 18 achtzehn 19
    neunzehn 20 zwanzig zwanziger 30 dreißig dreißiger halb 40 vierzig vierziger 50 fünfzig fünfziger hälfte 60 sechzig
    sechziger 70 siebzig siebziger 80 achtzig achtziger 90 neunzig neunziger 100 hundert jahrhundert 1000 tausend 1000000
    million 0.5 halb halbe halben hälfte 0 mitternacht 24 mitternacht 25 viertel`,
  it: `0 zero 1 un uno una primo prima 2 due secondo seconda entrambi doppio 3 tre terzo terza triplo 4 quattro quarto quarta
    5 cinque quinto quinta 6 sei sesto sesta 7 sette settimo 8 otto ottavo 9 nove nono 10 dieci decimo decina decennio
    11 undici 12 dodici dozzina mezzogiorno 13 tredici 14 quattordici 15 quindici quindicina 16 sedici 17 diciassette 18 diciotto 19
    diciannove 20 venti ventina ventesimo 30 trenta trentina mezza 40 quaranta quarantina 50 cinquanta cinquantina metà 60 sessanta 70
    settanta 80 ottanta 90 novanta 100 cento centinaio secolo 1000 mille mila migliaio 1000000 milione 0.5 mezzo mezza
    metà 0 mezzanotte 24 mezzanotte 25 quarto`,
  pt: `0 zero 1 um uma primeiro primeira 2 dois duas segundo segunda ambos dobro 3 três terceiro terceira triplo 4 quatro
    quarto quarta 5 cinco quinto quinta 6 seis sexto sexta 7 sete sétimo 8 oito oitavo 9 nove nono 10 dez décimo dezena
    década 11 onze 12 doze dúzia meio-dia 13 treze 14 catorze quatorze 15 quinze quinzena 16 dezesseis dezasseis 17 dezessete dezassete
    18 dezoito 19 dezenove dezanove 20 vinte vigésimo 30 trinta meia 40 quarenta 50 cinquenta metade 60 sessenta 70 setenta 80
    oitenta 90 noventa 100 cem cento centena século 200 duzentos duzentas 300 trezentos 400 quatrocentos 500 quinhentos 600
    seiscentos 700 setecentos 800 oitocentos 900 novecentos 1000 mil milhar 1000000 milhão 0.5 meio meia metade 0
    meia-noite 24 meia-noite 25 quarto`,
  nl: `0 nul 1 een één eerste 2 twee tweede beide dubbel 3 drie derde 4 vier vierde 5 vijf vijfde 6 zes zesde 7 zeven
    zevende 8 acht achtste 9 negen negende 10 tien tiende tiental decennium 11 elf elfde 12 twaalf twaalfde dozijn 13
    dertien 14 veertien 15 vijftien kwartier 16 zestien 17 zeventien 18 achttien 19 negentien 20 twintig twintigste 30 dertig half
    40 veertig 50 vijftig helft 60 zestig 70 zeventig 80 tachtig 90 negentig 100 honderd eeuw 1000 duizend 1000000 miljoen
    0.5 half halve helft 0 middernacht 24 middernacht 25 kwart`,
  ru: `0 ноль 1 один одна одно одного одной первый первая первого первой 2 два две двух второй второго вторая оба обе 3 три
    трех трёх третий третья третьего 4 четыре четырех четырёх четвертый 5 пять пяти пятый 6 шесть шести шестой 7 семь семи
    седьмой 8 восемь восьми восьмой 9 девять девяти девятый 10 десять десяти десятый десятилетие 11 одиннадцать 12 двенадцать
    дюжина полдень 13 тринадцать 14 четырнадцать 15 пятнадцать 16 шестнадцать 17 семнадцать 18 восемнадцать 19 девятнадцать
    20 двадцать двадцати 30 тридцать тридцати 40 сорок сорока 50 пятьдесят пятидесяти половина половину половины 60 шестьдесят
    шестидесяти 70 семьдесят семидесяти 80 восемьдесят восьмидесяти 90 девяносто 100 сто ста сотня век века 1000 тысяча
    тысячи тысяч 1000000 миллион 0.5 половина половину полтора`,
  ar: `0 صفر 1 واحد واحدة حادي حادية أحد إحدى أول أولى الأول الأولى 2 اثنان اثنين اثنتين ثاني ثانية عامين يومين شهرين
    سنتين ساعتين مرتين 3 ثلاث ثلاثة ثالث ثالثة 4 أربع أربعة رابع رابعة 5 خمس خمسة خامس خامسة 6 ست ستة سادس سادسة 7 سبع
    سبعة سابع سابعة 8 ثمان ثماني ثمانية ثامن ثامنة 9 تسع تسعة تاسع تاسعة 10 عشر عشرة عاشر عاشرة عقد 12 ظهرا 20 عشرون
    عشرين عشرينيات 30 ثلاثون ثلاثين ثلاثينيات 40 أربعون أربعين اربعون اربعين أربعينيات 50 خمسون خمسين خمسينيات نصف 60
    ستون ستين ستينيات 70 سبعون سبعين سبعينيات 80 ثمانون ثمانين ثمانينيات 90 تسعون تسعين تسعينيات 100 مئة مائة قرن 200
    مئتين مائتين 300 ثلاثمائة 400 أربعمائة 500 خمسمائة 600 ستمائة 700 سبعمائة 800 ثمانمائة 900 تسعمائة 1000 ألف 2000
    ألفين ألفي 1000000 مليون 2000000 مليونين مليوني 2000000000 مليارين ملياري 0.5 نصف`,
}

/** Chinese, Japanese and Korean number the months. */
const MONTHS: Readonly<Record<string, string>> = {
  en: '1 january jan 2 february feb 3 march mar 4 april apr 5 may 6 june jun 7 july jul 8 august aug 9 september sept sep 10 october oct 11 november nov 12 december dec',
  es: '1 enero 2 febrero 3 marzo 4 abril 5 mayo 6 junio 7 julio 8 agosto 9 septiembre 10 octubre 11 noviembre 12 diciembre',
  ca: '1 gener 2 febrer 3 març 4 abril 5 maig 6 juny 7 juliol 8 agost 9 setembre 10 octubre 11 novembre 12 desembre',
  fr: '1 janvier 2 février 3 mars 4 avril 5 mai 6 juin 7 juillet 8 août 9 septembre 10 octobre 11 novembre 12 décembre',
  de: '1 januar 2 februar 3 märz 4 april 5 mai 6 juni 7 juli 8 august 9 september 10 oktober 11 november 12 dezember',
  it: '1 gennaio 2 febbraio 3 marzo 4 aprile 5 maggio 6 giugno 7 luglio 8 agosto 9 settembre 10 ottobre 11 novembre 12 dicembre',
  pt: '1 janeiro 2 fevereiro 3 março 4 abril 5 maio 6 junho 7 julho 8 agosto 9 setembro 10 outubro 11 novembro 12 dezembro',
  nl: '1 januari 2 februari 3 maart 4 april 5 mei 6 juni 7 juli 8 augustus 9 september 10 oktober 11 november 12 december',
  ru: '1 января 2 февраля 3 марта 4 апреля 5 мая 6 июня 7 июля 8 августа 9 сентября 10 октября 11 ноября 12 декабря',
}

const languages = new Map<string, ReadonlyMap<string, readonly number[]>>()
for (const [language, list] of Object.entries(LISTS)) {
  const words = new Map<string, number[]>()
  let value = 0
  for (const item of `${list} ${MONTHS[language] ?? ''}`.trim().split(/\s+/))
    if (/^[\d.]+$/.test(item)) value = Number(item)
    else words.set(item, [...(words.get(item) ?? []), value])
  languages.set(language, words)
}

/** What each number word of a language may stand for; undefined where nobody has listed them. */
export const numberWords = (language: string): ReadonlyMap<string, readonly number[]> | undefined =>
  languages.get(language)
