import type { Language } from './language.ts'

export const ru: Language = {
  titles:
    'г-н г-жа д-р проф акад доц канд ген подп кап лейт серж ст мл св о тов гр т.е т.н т.к т.ч в.т.ч напр ' +
    'см ср прим ред пер ок прибл обл р-н пос дер пгт ул пр-т просп наб пл бул бульв ш корп лит ' +
    'зам зав нач пред чл член-корр чл.-корр ж.д ж/д и.о соч гос наст макс респ туп к.м.н ' +
    'к.э.н д.м.н к.ю.н д.э.н исп рус англ фр нем лат греч',
  numbered:
    'стр с рис п пп ст ч т тт вып кн № кв д оф тел янв фев февр мар апр июн июл авг сент сен окт нояб дек',
  labelled: 'Рис табл гл разд прил',
  ambiguous:
    'г гг им полк в вв р руб коп долл дол у.е куб.м кв.м тыс млн млрд трлн км м н.э до.н.э л.с чел шт экз час мин сек',
  closing: 'т.д т.п др пр проч',
  starters:
    'В Во На Он Она Оно Они Мы Я Вы Ты Это Этот Эта Эти Тот Та Те То Но И А Или Если Когда Пока Хотя Как Так Также ' +
    'Тоже По Под Над При Про Из От До Для Без Через Между Среди После Перед Во С Со К Ко О Об У За Его Ее ' +
    'Её Их Наш Наши Мой Свой Что Чтобы Кто Где Куда Почему Зачем Какой Каждый Все Всё Весь Многие Некоторые Другие ' +
    'Там Тут Здесь Тогда Теперь Сейчас Сегодня Вчера Завтра Однако Впрочем Поэтому Кроме Не Ни Нет Да Уже Еще Ещё ' +
    'Только Даже Именно Ранее Позже Затем Потом Согласно Власти Два Две Три Был Была Было Были Есть Есть Ведь Между',
}

export const uk: Language = {
  titles:
    'п пп д-р проф акад доц канд ген полк лейт св ім о тов гр т.зв тзв т.зн тобто напр див пор прим ред ' +
    'обл р-н с смт м вул просп пр-т бул бульв пл наб пров пер корп буд зам зав нач гол чл чл.-кор в.о англ укр рос нім',
  numbered:
    'стор с рис п пп ст ч т тт вип кн № кв буд оф тел січ лют бер квіт трав черв лип серп вер жовт лист груд',
  labelled: 'Рис Мал табл гл розд дод',
  ambiguous: 'р рр ст грн коп дол тис млн млрд трлн км н.е до.н.е год хв сек чол',
  closing: 'т.д т.п ін',
  starters:
    'У В Во На Він Вона Воно Вони Ми Я Ви Ти Це Цей Ця Ці Той Та Ті То Але І Й А Або Якщо Коли Поки Хоча Як Так Також ' +
    'Теж По Під Над При Про Із З Зі Від До Для Без Через Між Серед Після Перед К О Об За Його Її Їх Їхній Наш Мій Що ' +
    'Щоб Хто Де Куди Чому Який Кожен Усі Всі Все Багато Деякі Інші Там Тут Тоді Тепер Зараз Сьогодні Вчора Завтра ' +
    'Однак Проте Тому Крім Не Ні Так Вже Ще Лише Навіть Саме Раніше Пізніше Потім Згідно Два Дві Три Був Була Було Були',
}

export const bg: Language = {
  titles:
    'г-н г-жа г-ца д-р проф акад доц инж арх ген полк кап лейт св ул бул пл гр с ж.к т.е т.нар т.н напр вж срв чл вкл изкл ок кв общ обл пос',
  numbered: 'стр с рис т ал № ет ап вх бл тел',
  labelled: 'Рис фиг табл гл разд прил чл',
  ambiguous: 'г в р лв ст хил млн млрд км пр.хр сл.хр пр.н.е н.е т.г м.г',
  closing: 'т.н др и.др т.п пр',
  starters:
    'В Във На Той Тя То Те Ние Аз Вие Ти Това Този Тази Тези Онзи Но И А Или Ако Когато Докато Макар Как Така Също По ' +
    'Под Над При Про Из От До За Без През Между Сред След Преди С Със К О У Неговият Нейният Техният Нашият Какво ' +
    'Който Къде Защо Всеки Всички Много Някои Други Там Тук Тогава Сега Днес Вчера Утре Обаче Затова Освен Не Няма ' +
    'Има Да Вече Още Само Дори Именно Според Два Две Три Беше Бяха',
}

export const pl: Language = {
  titles:
    'prof dr hab mgr inż lek lic p pp płk gen kpt por mjr ppłk sierż asp nadkom insp kom św bp abp ks o ' +
    's.p śp m.in np tj tzn tzw ok woj gm pow al ul pl os wg ww wym zob red tłum hr jw mec ' +
    'ds ang niem fr łac bałt maks min wł',
  numbered: 'nr ust pkt poz str s t tom rys godz tel § par lp r.ż dz.u',
  labelled: 'Rys tab rozdz zał art',
  ambiguous: 'r im n.e p.n.e zł gr tys mln mld km s.a z.o.o jr sr proc ha szt os',
  closing: 'itd itp etc in',
  starters:
    'W We Na Z Ze Do Od Po Przed Przy Pod Nad Za O U Dla Bez Przez Między On Ona Ono Oni One My Ja Ty Wy To Ten Ta Te ' +
    'Ci Tego Tej Tym Ale I A Lub Albo Jeśli Gdy Kiedy Choć Jak Tak Także Też Jednak Jego Jej Ich Nasz Co Kto ' +
    'Gdzie Dlaczego Który Każdy Wszyscy Wszystko Wiele Niektórzy Inni Tam Tu Wtedy Teraz Dziś Dzisiaj Wczoraj Jutro ' +
    'Dlatego Oprócz Nie Nikt Nic Już Jeszcze Tylko Nawet Według Dwa Dwie Trzy Był Była Było Byli Jest Są Zdaniem ' +
    'Podczas Wcześniej Później Następnie Ponadto Natomiast',
  ordinals: 'before lower case',
}

export const cs: Language = {
  titles:
    'p pí sl dr mudr judr phdr rndr mgr ing bc prof doc gen plk pplk mjr kpt por npor sv tzv tj např mj popř ' +
    'resp cca ca vč ul nám tř obv okr z.s arch akad red překl srov t.zn t.č čj',
  numbered: 'č písm str s obr tab kap sv roč tel § hod bod',
  labelled: 'Obr Tab Kap příl čl odst',
  ambiguous: 'n.l př.n.l kč tis mil mld r st s.r.o a.s o.p.s jr sr ph.d csc inc ltd co',
  closing: 'atd apod aj etc atp',
  starters:
    'V Ve Na Z Ze Do Od Po Před Při Pod Nad Za O U Pro Bez Mezi On Ona Ono Oni My Já Ty Vy To Ten Ta Ti Toto Tento ' +
    'Tato Tyto Ale I A Nebo Pokud Když Až Ačkoli Jak Tak Také Však Jeho Její Jejich Náš Co Kdo Kde Proč Který Každý ' +
    'Všichni Vše Mnoho Někteří Jiní Tam Tady Tehdy Nyní Teď Dnes Včera Zítra Proto Kromě Ne Nikdo Nic Už Ještě Jen ' +
    'Pouze Dokonce Podle Dva Dvě Tři Byl Byla Bylo Byli Je Jsou Podle Během Později Naopak Navíc',
  ordinals: 'before lower case',
}

export const sk: Language = {
  titles:
    'p pani dr mudr judr phdr mgr ing bc prof doc gen plk mjr kpt sv tzv tj napr resp cca ul nám okr popr red',
  numbered: 'č ods písm str s obr tab kap tel § hod',
  labelled: 'Obr Tab Kap príl čl',
  ambiguous: 'n.l pred.n.l tis mil mld r st s.r.o a.s jr sr ph.d csc',
  closing: 'atď apod etc',
  starters:
    'V Vo Na Z Zo Do Od Po Pred Pri Za O U Pre Bez On Ona Ono Oni My Ja To Ten Tá Tí Toto Tento Táto Ale I A Alebo Ak Keď Hoci Ako Tak Aj Však Jeho Jej Ich Čo Kto Kde Prečo Každý Všetci Mnohí Tam Tu Teraz Dnes Včera Zajtra Preto Okrem Nie Nikto Už Ešte Len Podľa Dva Dve Tri Bol Bola Bolo Boli Je Sú Počas',
  ordinals: 'before lower case',
}

export const hr: Language = {
  titles:
    'g gđa gdin gđica dr prof mr sc mag dipl ing gen puk sv tzv tj npr odn cca ca ul tr usp vidi akad mons fra inž',
  numbered: 'br st str s gl sv tel toč',
  labelled: 'Sl Gl tab pril čl',
  ambiguous: 'god g st pr.n.e n.e tis mil mlrd kn din d.o.o d.d jr sr',
  closing: 'itd sl etc',
  starters:
    'U Na Iz Do Od Po Pred Pri Pod Nad Za O Bez Između On Ona Ono Oni One Mi Ja Ti Vi To Taj Ta Ovaj Ova Ovo Ali I A Ili Ako Kad Kada Dok Iako Kako Tako Također Međutim Njegov Njezin Njihov Što Šta Tko Ko Gdje Gde Zašto Koji Svaki Svi Sve Mnogi Neki Drugi Tamo Ovdje Tada Sada Danas Jučer Juče Sutra Zato Osim Ne Nije Nitko Niko Već Još Samo Čak Prema Dva Dvije Tri Bio Bila Bilo Je Su Nakon Prije Tijekom Tokom',
  ordinals: 'before lower case',
}

export const sl: Language = {
  titles: 'g ga gdč dr prof mag doc dipl ing gen polk sv t.i t.j tj npr oz ca ul red akad',
  numbered: 'št str s sl gl zv tel odst',
  labelled: 'Sl Gl tab pril čl',
  ambiguous: 'n.št pr.n.št tis mio mrd d.o.o d.d jr sr l',
  closing: 'itd ipd etc idr',
  starters:
    'V Na Iz Do Od Po Pred Pri Pod Nad Za O Brez Med On Ona Oni Mi Jaz To Ta Ti Ker Ko Če Ampak In A Ali Kako Tako Tudi Vendar Njegov Njen Kaj Kdo Kje Zakaj Vsak Vsi Vse Mnogi Nekateri Drugi Tam Tukaj Tedaj Zdaj Danes Včeraj Jutri Zato Poleg Ne Ni Nihče Že Še Le Samo Celo Po Dva Dve Trije Bil Bila Bilo Je So',
  ordinals: 'before lower case',
}

export const sr: Language = {
  titles: `г гђа др проф мр инж ген св тзв тј нпр ул тр ${hr.titles}`,
  numbered: `бр ст стр с гл тел ${hr.numbered}`,
  labelled: `Сл Гл таб прил чл ${hr.labelled}`,
  ambiguous: `год г в н.е п.н.е хиљ мил млрд дин ${hr.ambiguous}`,
  closing: `итд и.сл сл ${hr.closing}`,
  starters: `У На Из До Од По Пред При За О Он Она Оно Они Ми Ја То Тај Та Овај Ова Ово Али И А Или Ако Кад Када Док Иако Како Тако Такође Међутим Његов Њен Њихов Шта Ко Где Зашто Који Сваки Сви Све Многи Неки Други Тамо Овде Тада Сада Данас Јуче Сутра Зато Осим Не Није Нико Већ Још Само Према Два Две Три Био Била Је Су Након Пре Током ${hr.starters}`,
  ordinals: 'before lower case',
}
