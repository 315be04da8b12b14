import type { Language } from './language.ts'

export const de: Language = {
  titles:
    'hr hrn fa fr frl dr prof mag dipl ing dipl.ing med jur phil rer nat hc h.c st z.b d.h u.a u.ä i.d.r i.e z.t z.zt ' +
    'z.z bzw ca evtl ggf inkl exkl sog vgl bspw gen geb gest kath evang ev prot zzgl abzgl allg insb insbes ' +
    'max min mind mio mrd tsd hl hll röm gr kl jap engl frz dt lt gem betr bes u.u i.v i.a i.b s z d ' +
    'v.a m.e m.w n.v a.a.o hg hrsg verf üb pol wg',
  numbered: 'nr art abs s p bd kap abb tab anm lit ziff rz rn fn § tel jg str',
  ambiguous:
    'a.d o.ä n.chr v.chr co inc jr sr e.v g.m.b.h str tel std sek jh jhd Jan Feb Apr Aug Sept Okt Nov Dez Mo',
  closing: 'usw etc usf u.ä.m u.s.w u.a.m',
  starters:
    'Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Er Sie Es Wir Ihr Ich Man Dieser Diese Dieses Diesen ' +
    'Diesem Jener Jene Jenes Sein Seine Seiner Ihre Ihrer Ihren Unser Unsere Mein Meine Kein Keine Doch Aber Und ' +
    'Oder Denn Wenn Als Da Dann Dort Hier Nun Jetzt Heute Gestern Morgen Auch Nach Vor Bei Beim In Im Am An Auf Aus ' +
    'Mit Von Vom Zu Zum Zur Für Über Unter Durch Gegen Ohne Um Während Seit Trotz Wegen Laut Dabei Damit Dazu Dafür ' +
    'Daher Deshalb Dennoch Dagegen Danach Davon Darum Zudem Außerdem Allerdings Jedoch So Was Wer Wie Wo Warum Wann ' +
    'Ob Nur Noch Schon Sogar Viele Alle Einige Mehrere Beide Manche Zwei Drei Vier Insgesamt Ist Sind War Waren Hat ' +
    'Haben Wird Werden Kann Muss Soll Bis Ab Zuvor Später Derzeit Inzwischen Nachdem Obwohl Weil Dass Niemand Nicht ' +
    'Jeder Jede Dadurch Hinzu Zwar Somit Demnach Weitere Andere Wegen Bereits Kurz Immer Wieder',
  ordinals: 'before capitals',
}
