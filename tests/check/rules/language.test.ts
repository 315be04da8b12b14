import { language } from '../../../src/check/rules/language.ts'
import { itJudges } from '../rows.ts'

const english = 'The council will vote next week on whether the old pier should be repaired or taken down.'
const spanish = 'El ayuntamiento votará la semana que viene si el viejo muelle debe repararse o desmontarse.'
const catalan =
  'L’ajuntament votarà la setmana que ve si el vell moll s’ha de reparar o bé desmuntar del tot.'
const portuguese =
  'A câmara vai votar na próxima semana se o velho cais deve ser reparado ou então desmontado.'
const french =
  'Le conseil votera la semaine prochaine pour savoir si la vieille jetée doit être réparée ou démontée.'
const german =
  'Der Rat stimmt nächste Woche darüber ab, ob die alte Mole repariert oder abgerissen werden soll.'
const arabic = 'سيصوت المجلس في الأسبوع المقبل على ما إذا كان يجب إصلاح الرصيف القديم أو إزالته من مكانه.'
const persian = 'شورا هفته آینده درباره اینکه اسکله قدیمی باید تعمیر یا برچیده شود رای گیری خواهد کرد.'
const russian =
  'На следующей неделе совет проголосует за то, нужно ли чинить старый причал или разобрать его.'
const ukrainian =
  'Наступного тижня рада проголосує за те, чи треба лагодити старий причал, чи розібрати його.'
const japanese = '市議会は来週、古い桟橋を修理するか撤去するかについて採決を行う予定だ。'
const chinese = '市议会将于下周就修复还是拆除这座老旧的码头进行表决，居民意见不一。'

itJudges(language, {
  passes: [
    ['Spanish', english, spanish],
    ['Spanish of Mexico', english, spanish, 'es-MX'],
    ['Catalan', english, catalan, 'ca'],
    ['Portuguese', english, portuguese, 'pt-BR'],
    ['French', english, french, 'fr'],
    ['German', english, german, 'de'],
    ['Arabic', english, arabic, 'ar'],
    ['Persian', english, persian, 'fa'],
    ['Russian', english, russian, 'ru'],
    ['Ukrainian', english, ukrainian, 'uk'],
    ['Japanese', english, japanese, 'ja'],
    ['Chinese', english, chinese, 'zh-Hans'],
    [
      'a gist with words left in English',
      english,
      'El council votará la próxima semana en si el viejo pier should be reparado o tomado abajo.',
    ],
    ['too few letters to tell', 'Fish and chips', 'Fish and chips'],
    [
      'names, which are of no language',
      'Tottenham Hotspur – Manchester United',
      'Tottenham Hotspur – Manchester United',
    ],
    [
      'a language that the detector does not know',
      english,
      'Vótáil an chomhairle go ndéanfaí an tseanché a dheisiú an tseachtain seo chugainn.',
      'ga',
    ],
    [
      'a pseudo-locale',
      english,
      'Ţĥé çöûñçîļ ŵîļļ ṽöţé ñéẋţ ŵééķ öñ ŵĥéţĥéŕ ţĥé öļð þîéŕ šĥöûļð ɓé ŕéþåîŕéð.',
      'en-XA',
    ],
  ],
  fails: [
    ['English', english, english],
    ['English for German', english, english, 'de'],
    ['Catalan for Spanish', english, catalan],
    ['Spanish for Catalan', english, spanish, 'ca'],
    ['Spanish for Portuguese', english, spanish, 'pt'],
    ['French for Spanish', english, french],
    ['Arabic for Persian', english, arabic, 'fa'],
    ['Ukrainian for Russian', english, ukrainian, 'ru'],
    ['Chinese for Japanese', english, chinese, 'ja'],
    ['Japanese for Chinese', english, japanese, 'zh-Hans'],
  ],
})
