import type { Language } from './language.ts'

const hindiLetters = 'ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड'

export const hi: Language = {
  titles: `डॉ डा प्रो श्री श्रीमती सुश्री कु पं मो स्व एड इं ले कर्नल ${hindiLetters}`,
  numbered: 'रु नं सं पृ क्र',
}

export const mr: Language = { titles: `डॉ प्रा श्री श्रीमती पं ${hindiLetters}`, numbered: 'रु क्र' }

export const ne: Language = { titles: 'डा प्रा श्री', numbered: 'रु नं वि.सं' }

export const bn: Language = { titles: 'ড ডা মো মোঃ মু প্রফে অধ্যা বি এ এম এস কে', numbered: 'নং' }

export const ta: Language = { titles: 'திரு டாக்டர் எம் கே ஜெ ஆர் எஸ் பி வி', numbered: 'ரூ எண்' }

export const te: Language = { titles: 'డా శ్రీ ఎం కె ఎస్ వి పి ఆర్', numbered: 'రూ నం' }

/** A speech verb soon after the quotation makes it part of the sentence: “……？”记者问。 */
export const zh: Language = {
  attribution:
    /[^，。！？；：“”「」\s]{0,10}?(?:说|說|问|問|(?<!知)道|称|稱|表示|回答|喊|叫|写|寫|指出|强调|強調|告诉|告訴)/uy,
}

/** Particles after the bracket carry the quotation on: 「……。」と語った。 */
export const ja: Language = {
  attribution: /(?:と|って|とい|は|が|を|に|の|で|も|など|や|か|だ|なんて)/uy,
}

export const ko: Language = {
  attribution:
    /(?:이?라[고는며]|[고며]|하고|는|은|이|가|을|를|의|와|과|에|라|\s[^.?!…“”"\n]{0,24}?(?:물었|말했|답했|외쳤))/uy,
  ordinals: 'before lower case',
}

/** Space ends a sentence in Thai and its neighbours, but also a phrase: only a line break is sure. */
export const th: Language = { fullStopIsInner: true }

export const vi: Language = {
  titles: 'ts ths gs pgs ks bs tp st mr mrs dr q p ub',
  numbered: 'số tr đ điều',
  closing: 'v.v vv',
}

export const id: Language = {
  titles:
    'bpk sdr sdri dr drs dra prof ir h hj kh tgk st kol jend letjen brigjen mayjen kapt jl gg kel kec kab a.l s.d ttd yth',
  numbered: 'no hlm hal rp psl ay tlp vol',
  labelled: 'gbr lamp tab',
  ambiguous: 's.h s.e m.m m.si ph.d pt tbk jr sr a.n d.a',
  closing: 'dll dsb dst',
  starters:
    'Ini Itu Dia Ia Mereka Kami Kita Saya Namun Tetapi Tapi Dan Atau Jika Ketika Saat Karena Di Ke Dari Pada Dalam Untuk Dengan Menurut Setelah Sebelum Selain Sementara Sebuah Seorang Para Semua Tidak Bahkan Kemudian Lalu Kini Hari Ada Hal Adapun',
}

/** Arabic commas and colons stay inside a sentence: splitting there, as some rule sets do, breaks translations. */
export const ar: Language = {
  titles: 'د أ م أ.د ا.د ص.ب ت س ج أ.ف.ب',
  ambiguous: 'ق.م ب.م ش.م.م ش.م.ل',
  attribution:
    /\s+(?:(?:كما|حسبما|وذلك حسب)\s|(?:ف?(?:قال|أجاب|رد|سأل|تساءل|أضاف|صاح|هتف|صرخ|سكت|صمت)ت?|قائل\p{L}{1,3}|فلم|فلا|فلن)[\s:،.])/uy,
}

export const fa: Language = { titles: 'د ر.ک ص', ambiguous: 'ق.م ه.ش ه.ق ب.م' }

export const ur: Language = { ambiguous: 'ق.م' }

export const he: Language = {
  ambiguous: 'ת.ז ת.ד ב.מ ארה.ב',
  attribution: /\s+(?:אמר|שאל|צעק|השיב|ענה|תהה|קרא|הוסיף)[הו]?[\s.,:]/uy,
}

/** The full stop is a mark inside the sentence; the verjaket, or a colon typed for it, ends it. */
export const hy: Language = { extraTerminators: ':', fullStopIsInner: true }
