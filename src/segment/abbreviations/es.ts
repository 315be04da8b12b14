import type { Language } from './language.ts'

export const es: Language = {
  titles:
    'sr sra srta sres sras srtas dr dra dres d dña dn da prof profa lic licda ing arq abg gral cnel tte cap sgto ' +
    'cmte alte mons rvdo fr sor st sto sta pdte pdta ilmo ilma excmo excma hno hna p.ej v.gr ej aprox avda av ' +
    'urb cra clle gob dip sen min dir dpto depto ntra ntro admón máx mín cf vs atte',
  numbered:
    'núm núms nro no nº n° art arts pág págs p pp vol vols cap caps fig figs párr párrf párrs inc tel teléf ext col ' +
    'km ene feb mar abr may jun jul ago sep sept set oct nov dic lun Lun Mar mié jue vie sáb dom cl',
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
