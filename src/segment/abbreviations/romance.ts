import type { Language } from './language.ts'

export const es: Language = {
  titles:
    'sr sra srta sres sras srtas dr dra dres d dña dn da prof profa lic licda ing arq abg gral cnel tte cap sgto ' +
    'cmte alte mons rvdo fr sor st sto sta pdte pdta ilmo ilma excmo excma hno hna p.ej v.gr ej aprox avda av ' +
    'urb cra clle gob dip sen min dir dpto depto ntra ntro admón máx mín cf vs atte',
  numbered:
    'núm núms nro no nº n° pág págs p pp párrf párrs inc tel teléf ext col ' +
    'km ene feb mar abr may jun jul ago sep sept set oct nov dic lun Lun Mar mié jue vie sáb dom cl',
  labelled: 'fig figs sec secs secc cap caps art arts tab lám párr anex apénd vol vols',
  ambiguous:
    'ee.uu e.u e.e.u.u a.c d.c a.de.c s.a s.l s.r.l s.a.de.c.v cía ltda ud uds vd vds hs hrs min seg apdo izq dcha ' +
    'jr mt bco edo cta rr.hh ff.aa ff.cc jj.oo p.d s.m ss.mm v.m k.o',
  closing: 'etc a.m p.m',
  starters:
    'El La Los Las Lo Un Una Unos Unas Al Del Él Ella Ellos Ellas Yo Tú Usted Ustedes Nosotros Se Su Sus Mi Mis Tu ' +
    'Este Esta Estos Estas Esto Ese Esa Esos Esas Eso Aquel Aquella Pero Y E O Ni Sino Si Cuando Mientras Aunque ' +
    'Porque Como Cómo Qué Que Quién Quien Cuál Dónde Donde Por Para En De Desde Hasta Con Sin Sobre Entre Ante Bajo ' +
    'Contra Según Tras Durante Mediante A Así También Tampoco Además Entonces Luego Después Antes Ahora Hoy Ayer ' +
    'Mañana Ya No Sí Sin Nadie Nada Todo Todos Todas Muchos Muchas Varios Algunos Algunas Otro Otra Otros Otras Cada ' +
    'Hay Había Fue Es Son Era Está Ha Han Más Menos Solo Sólo Dos Tres Cuatro Aquí Allí Incluso Sin Mientras Dicho ' +
    'Le Les Me Nos Te Ambos Ningún Ninguna Quizás Tal Pese Finalmente Hace',
}

export const ca: Language = {
  titles:
    'sr sra srs sres srta dr dra prof profa lic arq gral mn mons fra st sta ex p.ex aprox av avda pl ctra pg c cf vs màx mín depto dept il·lm il·lma excm excma hble',
  numbered:
    'núm núms n nº n° art arts pàg pàgs p pp vol vols par tel § gen febr març abr juny jul ag set oct nov des km',
  labelled: 'fig figs secc làm annex Sec Cap Art Arts Tab Vol Vols',
  ambiguous: 'ee.uu e.u.a a.c d.c s.a s.l jr sr inc ltd co u.s cap',
  closing: 'etc a.m p.m',
  starters:
    'El La Els Les L Lo Un Una Uns Unes Al Als Del Dels Pel Pels Ell Ella Ells Elles Jo Tu Vostè Nosaltres Es S Se El Seu Seva Aquest Aquesta Aquests Aquestes Això Aquell Però I O Ni Sinó Si Quan Mentre Encara Perquè Com Què Que Qui Quin On Per A En De D Des Fins Amb Sense Sobre Entre Contra Segons Durant Així També Tampoc Llavors Després Abans Ara Avui Ahir Demà Ja No Sí Ningú Res Tot Tots Totes Molts Alguns Altres Cada Hi Ha Era És Són Està Han Més Només Dos Dues Tres Aquí Allà',
}

export const gl: Language = {
  titles: 'sr sra dr dra d prof p.ex',
  numbered: 'núm páx',
  labelled: 'fig figs sec cap art táb vol',
  ambiguous: 'ee.uu s.a a.c d.c',
  closing: 'etc',
}

export const pt: Language = {
  titles:
    'sr sra srs sras srta dr dra drs dras d prof profa profª exmo exma ilmo ilma rev pe eng engª arq gen cel maj ' +
    'cap ten sgt alm brig des min dep sen gov pres dir st sto sta p.ex ex aprox av r al trav rod pç pça jd cf ' +
    'vs máx mín apto dpto depto',
  numbered:
    'n nº n° no núm nr pág págs p pp tel inc par § km jan fev mar abr mai jun ' +
    'jul ago set out nov dez séc',
  labelled: 'fig figs seç sec cap caps art arts tab anx apênd vol vols',
  ambiguous: 'a.c d.c s.a ltda cia jr sr e.u.a eua u.s inc ltd co lda id obs v.exa mt',
  closing: 'etc a.m p.m',
  starters:
    'O A Os As Um Uma Uns Umas Ao Aos À Às Do Da Dos Das No Na Nos Nas Num Numa Ele Ela Eles Elas Eu Nós Você Vocês ' +
    'Este Esta Estes Estas Isto Esse Essa Esses Essas Isso Aquele Aquela Aquilo Seu Sua Seus Suas Meu Minha Mas E ' +
    'Ou Se Quando Enquanto Embora Porque Como Que Quem Qual Onde Por Para Em De Desde Até Com Sem Sobre Entre Após ' +
    'Antes Depois Durante Segundo Conforme Contra Também Além Ainda Já Agora Hoje Ontem Amanhã Não Sim Ninguém Nada ' +
    'Todo Todos Todas Tudo Muitos Muitas Vários Várias Alguns Algumas Outro Outra Outros Outras Cada Mais Menos Só ' +
    'Apenas Dois Duas Três Assim Então Porém Contudo Entretanto Portanto Pelo Pela Há Foi É São Era Está Aqui Ali Lá',
}

export const fr: Language = {
  titles:
    'M MM mme mmes mlle mlles mgr me dr pr prof st ste cf p.ex env c.-à-d apr boul ' +
    'gén lt cdt adj sgt gal ing dir adm max resp réf vs trad',
  numbered: 'art al p pp vol no n° nº nos t tome tél env liv éd § janv févr avr juil sept oct nov déc',
  labelled: 'fig figs sect chap ann Art Arts Tab App Pl Vol',
  ambiguous:
    'j.-c j.c av apr cie bd av s.a s.a.r.l s.n.c.f e.-u jr sr inc ltd hab éd coll dép suiv s.m s.a.r',
  closing: 'etc',
  starters:
    'Le La Les L Un Une Des Du De D Il Elle Ils Elles On Nous Vous Je J Tu Ce C Cet Cette Ces Ça Cela Son Sa Ses ' +
    'Leur Leurs Notre Nos Votre Mon Ma Mes Mais Et Ou Or Donc Car Ni Si S Quand Lorsque Lorsqu Alors Après Avant ' +
    'Pendant Depuis Dans En À Au Aux Avec Sans Sous Sur Pour Par Parmi Selon Chez Entre Contre Malgré Comme Puis ' +
    'Ensuite Enfin Ainsi Aussi Cependant Toutefois Néanmoins Pourtant Que Qu Qui Quoi Quel Quelle Où Comment ' +
    'Pourquoi Aucun Aucune Plusieurs Certains Certaines Tous Toutes Chaque Beaucoup Deux Trois Hier Aujourd Demain ' +
    'Ici Là Rien Personne Ne N Y Plus Même Tout Toute Autre  Voici Voilà Lui Celui Celle Ceux Bien Dès Lors ' +
    'Mme Mais Est',
}

export const it: Language = {
  titles:
    'sig sigg sig.ra sig.na sig.re sig.ri dott dott.ssa dr prof prof.ssa avv ing arch geom rag on gen col magg cap ' +
    'ten serg amm mons s ss sen pres dir egr gent.mo gent.ma ill spett rev card p.es es ad.es cfr ca ' +
    'v.cte cte psicol d st meteor idraul econ int fraz loc min sost cav comm uff on.le c.so v.le p.zza',
  numbered:
    'n nn nr num pag pagg p pp vol cap tel par co lett gen genn feb febb mar apr mag ' +
    'giu lug ago set sett ott nov dic lun mer gio ven sab dom sec',
  labelled: 'fig figg sez sezz tab tabb tav tavv art artt capp All Allegg App Vol voll',
  ambiguous:
    'a.c d.c s.p.a s.r.l s.n.c spa srl mln mld az soc jr sr inc ltd co f.lli u.s u.s.a n.d.r op.cit s.l',
  closing: 'ecc etc',
  starters:
    'Il Lo La I Gli Le L Un Uno Una Del Dello Della Dei Degli Delle Dell Al Allo Alla Ai Agli Alle All Dal Dalla Dai ' +
    'Nel Nella Nei Negli Nelle Nell Sul Sulla Sui Sulle Egli Ella Lui Lei Loro Noi Voi Io Tu Si Se Ma E Ed O Oppure ' +
    'Però Anche Non Nessuno Nessuna Niente Nulla Che Chi Cosa Come Dove Quando Perché Mentre Dopo Prima Durante ' +
    'Secondo Per Con Senza Tra Fra In Di Da A Ad Su Questo Questa Questi Queste Quello Quella Quelli Ciò Così Poi ' +
    'Inoltre Infatti Tuttavia Intanto Invece Oggi Ieri Domani Ora Ancora Già Più Tutti Tutte Tutto Molti Alcuni ' +
    'Altri Ogni Due Tre Qui Suo Sua Suoi Sue Mio È Sono Era Ha Hanno C Ci Mi Ti Vi Lo Quindi Dunque Eppure Solo',
}

export const ro: Language = {
  titles:
    'dl dlui dna dnei dra dr prof conf lect ing arh av gen col lt cpt mr plt sf pr ps ex cca cca aprox str bd bld șos jud vs cf dvs',
  numbered: 'nr alin pag p pp vol cap tel pct § sec ian feb febr mar apr iun iul aug sept oct nov dec',
  labelled: 'fig tab art lit anx Cap Sec Vol',
  ambiguous: 'î.hr d.hr î.e.n e.n s.a s.r.l mil mld lei jr sr inc ltd co u.s',
  closing: 'etc ș.a ş.a ș.a.m.d ş.a.m.d a.m p.m',
  starters:
    'Un O Niște El Ea Ei Ele Noi Eu Tu Voi Acest Această Acești Aceste Acesta Aceasta Acela Dar Și Şi Iar Sau Ori Dacă Când Cînd Deși Cum Așa Astfel De La În Pe Cu Fără Din Dintre Între Printre Pentru Prin După Înainte Până Sub Spre Conform Potrivit Nu Nimeni Nimic Toți Toate Mulți Unii Alții Fiecare Ce Cine Unde Ca Care Acum Azi Astăzi Ieri Mâine Aici Acolo Însă Totuși Totodată Doar Chiar Doi Două Trei Este Sunt Era A Au Va Se S Îl Îi Potrivit',
}
