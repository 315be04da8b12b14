import fc from 'fast-check'
import { markdown } from './src/formats/markdown.ts'
import { MARKER, readable } from './src/article/content.ts'
import { DragomanError } from './src/article/errors.ts'
import { parse } from 'yaml'
const opts = { path: 'a.md', locale: 'en', frontMatter: ['title'], credits: ['.credit'], keywords: false,
  recognise: { isLabel: (l) => /^Powered by automated|^Traducción autom/.test(l), isUpdated: (l) => /^Updated: /.test(l) } }
const d = (dir) => ({ articleId:'a', state:'machine', locale:'ar', direction:dir, sourceLocale:'en', sourceDirection:'ltr', label:'Traducción automática (*Apertium*).', labelLocale:'es', providers:['Apertium'], digitalSourceType:'trainedAlgorithmicMedia', aiDisclosure:'ai-autonomous', sourceHash:'0123456789abcdef', canonicalUrl: undefined, originalUrl:'http://x/y', readOriginal:'Read [it]', updatedLine: (l) => 'Actualizado: x' })
const atoms = ['*','**','_','__','~~','~','`','``','[',']','(',')','![','<','>','<b>','</b>','<!-- c -->','&amp;','&','\\','\n','\n','\n\n','\r\n','  \n','\\\n','# ','## ','- ','1. ','> ','    ','\t','|','| a | b |\n|---|---|\n| ','---\n','===\n','***\n','```\n','~~~\n','http://a.b','www.x.org','a@b.co','[^1]','[^1]: ','[x]: /u "t"\n','[x]','[ ] ','a','b','é','中','“','”','.',',',' ','  ','!','word','\u00a0','\u0000','\uFFFC','😀','{','}','<div>\n','</div>\n','$$','\r','+','=','-','#',':', ' "t"', '@', 'www.', 'https://','"',"'", ';']
const md = fc.array(fc.constantFrom(...atoms), {maxLength: 40}).map(a => a.join(''))
const N = Number(process.argv[2] ?? 3000)
const which = process.argv[3] ?? 'abcdf'
const safe = (f) => { try { return f() } catch (e) { if (e instanceof DragomanError) return undefined; throw e } }
for (const path of ['a.md','a.mdx']) {
const o = {...opts, path}
if (which.includes('a')) fc.assert(fc.property(md, (s) => {
  const r = safe(() => markdown.read(s, o)); if (!r) return true
  if (r.write(new Map(), undefined) !== s) throw new Error('id')
  const kept = new Map(r.units.map(u => [u.id, [{kind:'kept', start:0, end:u.content.text.length}]]))
  if (r.write(kept, undefined) !== s) throw new Error('kept')
}), {numRuns: N})
// split kept
if (which.includes('b')) fc.assert(fc.property(md, fc.nat(), (s, n) => {
  const r = safe(() => markdown.read(s, o)); if (!r) return true
  const kept = new Map(r.units.map(u => { const k = n % (u.content.text.length+1); return [u.id, [{kind:'kept', start:0, end:k},{kind:'kept', start:k, end:u.content.text.length}]] }))
  if (r.write(kept, undefined) !== s) throw new Error('kept2')
}), {numRuns: N})
// disclosure idempotent
if (which.includes('c')) fc.assert(fc.property(md, fc.constantFrom('ltr','rtl'), (s, dir) => {
  const r = safe(() => markdown.read(s, o)); if (!r) return true
  const out = r.write(new Map(), d(dir))
  const out2 = markdown.read(out, o).write(new Map(), d(dir))
  if (out2 !== out) throw new Error('idem\n'+out+'\n=====\n'+out2)
}), {numRuns: N})
// escape
const bases = ['X\n','- X\n','> X\n','# X\n','# X #\n','X\n===\n','| X | b |\n|---|---|\n','X | b\n---|---\nc | d','1. a\n2. X\n','a\n\n[x]: /u\n\nX\n', 'X![q](u "v")\n']
if (which.includes('d')) fc.assert(fc.property(fc.constantFrom(...bases), md, (b, t) => {
  t = t.replaceAll('\uFFFC','')
  const norm = (x) => x.replace(/\0/g,'').replace(/\s+/g,' ').trim()
  if (norm(t) === '') return true
  const r = markdown.read(b, o)
  const u = r.units.find(u => readable(u.content).startsWith('X'))
  const out = r.write(new Map([[u.id, [{kind:'target', content: {text: t + u.content.text.slice(1), codes: u.content.codes}}]]]), undefined)
  const r2 = markdown.read(out, o)
  const got = r2.units[r.units.indexOf(u)]
  if (r2.units.length !== r.units.length || !got || norm(readable(got.content)) !== norm(t) || got.content.codes.length !== u.content.codes.length || got.role !== u.role) throw new Error('escape\n'+JSON.stringify(out)+'\n'+JSON.stringify(r2.units))
}), {numRuns: N*2})
// emphasis
const inl = ['a','b','中','“','”','.',' ',' ','!','word','(',')','😀','-','*','_','é', '~', '1']
const piece = fc.array(fc.constantFrom(...inl), {minLength:0,maxLength: 3}).map(a=>a.join(''))
if (which.includes('e')) fc.assert(fc.property(fc.constantFrom('**','*','_','__','~~','~'), piece,piece,piece, (m,a,b,c) => {
  const src = `x ${m}y${m} z`
  const r = markdown.read(src, o); const u = r.units[0]
  const out = r.write(new Map([[u.id, [{kind:'target', content: {text: a+MARKER+b+MARKER+c, codes: u.content.codes}}]]]), undefined)
  const g = markdown.read(out, o).units[0]
  const norm = (x) => x.replace(/\s+/g,' ').trim()
  if (norm(a+b+c)==='') return true
  if (!g || norm(readable(g.content)) !== norm(a+b+c)) throw new Error('words '+JSON.stringify(out)+JSON.stringify(g))
  if (b.trim() !== '' && (g.content.codes.length !== 2 || g.content.text.split(MARKER)[1] !== b.trim())) throw new Error('emph '+JSON.stringify(out)+JSON.stringify(g))
}), {numRuns: N*2})
}
if (which.includes('f')) {
const fms = ['title: T','title: T # c','title: "T"','title: \'T\'','title: |\n  T\nx: 1','title: >-  # c\n  T\n  more\n\n# tail','title: >\n  T\n','title: |+\n  T\n\n','title: |2-\n  T','{title: T, x: [a]}','{title: "T"}','- x','lang: en\ntitle: T','language: "fr" # c\ntitle: T','lang:\ntitle: T','title: T\n  more words\ndir: ltr','  title: T\n  x: 1','title: T\ntranslation:\n  a: b\n  # c\n# z\ny: 1','','# only']
const val = fc.oneof(fc.string(), fc.string({unit:'binary'}), md, fc.constantFrom('true','null','1.5','2024-01-01','a: b','a #b','yes','~','- x','? x','"','\'','a\nb','a\n\nb',' x','x ','12:30','0x1f','.5','...', '---','<<','a:','key:', '- ', '\\n', '!x','&a','*a','a\n b', '1e5','1_000', '@x', '`x', '%x', '#x', '日本: x', 'x\u0085y', '\ud800'))
const nl = fc.constantFrom('\n','\r\n')
fc.assert(fc.property(fc.constantFrom(...fms), val, nl, (fm, v, eol) => {
  const s = ('---\n'+fm+'\n---\n\nBody.\n').replaceAll('\n', eol)
  v = v.replaceAll('\uFFFC','')
  const r = safe(() => markdown.read(s, opts)); if (!r) return true
  const u = r.units[0]
  if (u.role !== 'headline') { return true }
  if (v.trim()==='') return true
  const out = r.write(new Map([[u.id, [{kind:'target', content: {text: v, codes: []}}]]]), d('rtl'))
  const body = out.slice(4, out.indexOf('\n---', 3)+1).replace(/^\n/,'')
  const y = parse(body)
  const want = v.replace(/\n+$/,'')
  if (y.title.replace(/\n+$/,'') !== want) throw new Error(JSON.stringify([out, y.title, want]))
  if ((y.lang ?? y.language) !== 'ar' || y.dir !== 'rtl' || y.translation.state !== 'machine') throw new Error('keys '+out)
  const out2 = markdown.read(out, opts).write(new Map(), d('rtl'))
  if (out2 !== out) throw new Error('idem '+out+'\n====\n'+out2)
}), {numRuns: N*2})
}
console.log('ok')
