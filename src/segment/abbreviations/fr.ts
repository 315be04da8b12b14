import type { Language } from './language.ts'

export const fr: Language = {
  titles:
    'M MM mme mmes mlle mlles mgr me dr pr prof st ste cf p.ex env c.-à-d apr boul ' +
    'gén lt cdt adj sgt gal ing dir adm max resp réf vs trad',
  numbered:
    'art al p pp vol chap fig no n° nº nos t tome tél env liv éd § ann sect § janv févr avr juil sept oct nov déc',
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
