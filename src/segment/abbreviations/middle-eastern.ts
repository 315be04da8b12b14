import type { Language } from './language.ts'

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
