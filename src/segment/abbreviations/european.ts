import type { Language } from './language.ts'

export const el: Language = {
  titles:
    'κ κα κος κ.κ κκ δρ καθ δικ αρχ στρ συντ λοχ αγ οδ λεωφ πλ π.χ δηλ βλ πρβλ περ τ.μ.π λ.χ σημ εκ μητρ γεν αναπλ υποδ',
  numbered: 'αρ αριθ αρθ σελ σ τομ τηλ εδ ιαν φεβ μαρ απρ μάι ιουν ιουλ αυγ σεπ σεπτ οκτ νοε νοεμ δεκ',
  labelled: 'εικ πιν κεφ παρ άρθ σχ παράρτ',
  ambiguous: 'μ.χ π.χ.μ π.μ μ.μ α.ε ε.π.ε ο.ε η.π.α ηπα ε.ε εκατ δισ χιλ ευρ τ.μ χλμ ν.δ σ.σ',
  closing: 'κ.λπ κλπ κ.ά κ.α κ.τ.λ κτλ κ.ο.κ κοκ',
  starters:
    'Ο Η Το Οι Τα Του Της Των Τον Την Τους Τις Ένας Μια Μία Ένα Αυτός Αυτή Αυτό Αυτοί Αυτές Αυτά Εκείνος Εγώ Εμείς Εσείς Αλλά Και Ή Όμως Αν Εάν Όταν Ενώ Καθώς Επειδή Γιατί Πως Πώς Που Πού Τι Ποιος Ποια Σε Στο Στη Στην Στον Στους Στις Στα Από Για Με Χωρίς Μετά Πριν Κατά Μέχρι Προς Μεταξύ Σύμφωνα Επίσης Δεν Μην Κανείς Τίποτα Όλοι Όλα Πολλοί Μερικοί Άλλοι Κάθε Τώρα Σήμερα Χθες Αύριο Εδώ Εκεί Έτσι Ωστόσο Επιπλέον Δύο Τρεις Είναι Ήταν Έχει Θα Να Ας',
  extraTerminators: ';\u037e',
}

export const tr: Language = {
  titles:
    'dr prof doç yrd av sn op uzm öğr gör alb gen org korg tümg tuğg yzb tğm üstğm müh mim hz st mr mrs örn bkz mah blv haz',
  numbered: 'no nr s sf md bl cilt c sy tel fk',
  labelled: 'şek tab böl',
  ambiguous: 'a.ş a.s ltd şti m.ö m.s i.ö i.s t.c a.b.d mad yy jr inc co cad sok',
  closing: 'vb vs vd',
  starters:
    'Bu Şu O Bunlar Onlar Biz Ben Sen Siz Bir Ama Fakat Ancak Ve Veya Ya Eğer Çünkü Ne Kim Nasıl Neden Nerede Hangi Her Hiç Bütün Tüm Çok Bazı Diğer Burada Orada Şimdi Bugün Dün Yarın Sonra Önce Daha Ayrıca Öte Böyle Böylece Buna Bunu Onu Ona Onun Bunun İki Üç Bunun Ayrıca Dolayısıyla Yine Artık Henüz Kimse Hem İse Konuyla',
  ordinals: 'before capitals',
}

export const kk: Language = {
  titles: 'проф акад ген ж қ көш б.з.б б.з',
  numbered: 'б бет № т',
  ambiguous: 'т.б ж ғ мың млн млрд',
  closing: 'т.б т.с.с',
}

export const hu: Language = {
  titles: 'dr ifj id özv prof ill kb ún un pl vö ld vmint ti tk szt gr br alez ezr szds sz',
  numbered: 'sz old oldal § bek o',
  labelled: 'Fej Táb Mell',
  ambiguous: 'kft rt zrt nyrt bt i.e i.sz kr.e kr.u k jr ker u krt',
  closing: 'stb',
  starters:
    'A Az Egy Ez Ezek Azok Ő Ők Mi Én De És Vagy Ha Amikor Mivel Mert Hogy Hol Miért Ki Minden Sok Néhány Más Ott Itt Most Ma Tegnap Holnap Majd Azonban Ezért Nem Senki Semmi Már Még Csak Is Szerint Két Kettő Három Volt Van Lesz Így Ugyanakkor Közben Korábban Később Ezután',
  ordinals: 'before capitals',
}

export const fi: Language = {
  titles:
    'hra rva nti tri toht prof dr mr mrs ent ns esim mm nk ks vrt vt vs kuv edell apul.prof kenr maj kapt',
  numbered: 'nro n:o s ss luku art no vol § puh klo k',
  labelled: 'taul',
  ambiguous: 'e.kr j.kr jkr ekr oy oyj jr sr inc ltd co milj mrd u.s kpl krs os',
  closing: 'jne ym yms etc tms ymv',
  starters:
    'Hän He Se Ne Me Minä Sinä Te Tämä Nämä Tuo Nuo Mutta Ja Tai Kun Jos Vaikka Koska Että Myös Ei Eivät Nyt Sitten ' +
    'Siellä Täällä Siitä Siihen Sen Hänen Heidän Mitä Mikä Kuka Missä Miksi Miten Kaikki Monet Moni Jotkut Kaksi ' +
    'Kolme Tänään Eilen Lisäksi Kuitenkin Siksi Näin On Oli Ovat Viime Ensi Aiemmin Toinen Osa',
  ordinals: 'before lower case',
}

export const et: Language = {
  titles: 'hr pr prl dr prof s.t st nn nt vt ca u',
  numbered: 'nr lk ptk tel',
  labelled: 'Joon Tab',
  closing: 'jne jms jt',
  ordinals: 'before lower case',
}

export const lv: Language = {
  titles: 'dr prof kgs t.i t.s piem sk plkst',
  numbered: 'nr lpp tel p',
  labelled: 'att tab nod piel',
  closing: 'utt u.c utml',
  ordinals: 'before lower case',
}

export const lt: Language = {
  titles: 'dr prof doc pvz žr t.y vad gen pulk šv ul g pr',
  numbered: 'nr p psl tel str',
  labelled: 'pav lent skyr',
  ambiguous: 'm d a mln mlrd tūkst lt',
  closing: 'kt t.t',
}

export const sq: Language = {
  titles: 'z znj dr prof p.sh d.m.th gjen kol',
  numbered: 'nr f',
  labelled: 'fig kap neni',
  closing: 'etj',
}

export const eu: Language = {
  titles: 'jn and dr irak adib',
  numbered: 'zk or',
  labelled: 'irud taul atal erans',
  closing: 'etab abar',
  ordinals: 'before lower case',
}
