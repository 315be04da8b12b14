import { literals } from '../../../src/check/rules/literals.ts'
import { itJudges } from '../rows.ts'

itJudges(literals, {
  passes: [
    ['a URL kept as it is', 'Read more at https://example.org/a?b=1.', 'Más en https://example.org/a?b=1.'],
    [
      'a full stop after an address',
      'See www.example.org/map.',
      'El mapa está en www.example.org/map, aquí.',
    ],
    [
      'brackets inside an address',
      'See (https://example.org/Hull_(city)).',
      'Véase https://example.org/Hull_(city).',
    ],
    [
      'a particle of another script after it',
      'Visit https://example.org/a now.',
      '今すぐhttps://example.org/aをご覧ください。',
      'ja',
    ],
    ['an e-mail address kept', 'Write to desk@example.org.', 'Escriba a desk@example.org.'],
    ['a handle and a tag kept', '@harbour_news asks #SaveThePier', '@harbour_news pregunta #SaveThePier'],
    ['a rank, which is no tag', 'She is #1 again.', 'Vuelve a ser la n.º 1.'],
    ['a tag that the translator added', 'Save the pier', 'Salvad el muelle #muelle'],
    [
      'an address across an inline code',
      'See <a1>https://example.org</a1>.',
      'Véase <a1>https://example.org</a1>.',
    ],
    [
      'an address up to a code',
      'See https://example.org/<b1>a</b1>.',
      'Véase https://example.org/<b1>ah</b1>.',
    ],
    [
      'Chinese right behind it',
      '请见https://example.org/a了解详情。',
      'Véase https://example.org/a.',
      'es',
      'zh',
    ],
    ['placeholders in any order', '{0} of %s', 'De %s, {0}s'],
    ['a placeholder that the translator added', 'Hello', 'Hola, {name}'],
  ],
  fails: [
    ['a lost URL', 'Read more at https://example.org/a.', 'Más información en nuestra web.'],
    ['a changed URL', 'Read more at https://example.org/a.', 'Más en https://example.org/b.'],
    ['a URL that grew', 'Read more at https://example.org/a.', 'Más en https://example.org/ab.'],
    ['a URL from nowhere', 'Read more.', 'Más en https://example.net/gratis.'],
    ['an e-mail address from nowhere', 'Write to us.', 'Escriba a caja@example.net.'],
    ['a translated e-mail address', 'Write to desk@example.org.', 'Escriba a mesa@example.org.'],
    ['a translated tag', 'They chanted #SaveThePier', 'Corearon #SalvadElMuelle'],
    [
      'a lost address with Chinese right behind it',
      '请见https://example.org/a了解详情。',
      'Véase.',
      'es',
      'zh',
    ],
    ['a translated placeholder', 'Hello {{name}}', 'Hola {{nombre}}'],
    ['a lost handle', '@harbour_news asks', 'La redacción pregunta'],
  ],
})
