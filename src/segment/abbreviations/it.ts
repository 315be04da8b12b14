import type { Language } from './language.ts'

export const it: Language = {
  titles:
    'sig sigg sig.ra sig.na sig.re sig.ri dott dott.ssa dr prof prof.ssa avv ing arch geom rag on gen col magg cap ' +
    'ten serg amm mons s ss sen pres dir egr gent.mo gent.ma ill spett rev card p.es es ad.es cfr ca ' +
    'v.cte cte psicol d st meteor idraul econ int fraz loc min sost cav comm uff on.le c.so v.le p.zza',
  numbered:
    'art artt n nn nr num pag pagg p pp vol voll cap capp fig figg tab tel par co lett gen genn feb febb mar apr mag ' +
    'giu lug ago set sett ott nov dic lun mer gio ven sab dom sec',
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
