import fc from 'fast-check'
import { markdown } from './src/formats/markdown.ts'
import { readable } from './src/article/content.ts'
import { DragomanError } from './src/article/errors.ts'
const opts = { path: 'a.md', locale: 'en', frontMatter: ['title'], credits: ['.credit'], keywords: false,
  recognise: { isLabel: (l) => /^Powered by automated|^Traducción autom/.test(l), isUpdated: (l) => /^Updated: /.test(l) } }
const atoms = ['**','_','~~','`','[','](/u)','![','](/i "t")','<b>','</b>','<br>','&amp;','&','\\*','\n','\n> ','\n\n','\n\n> ','  \n','\\\n','\n\n# ','\n\n- ','\n- ','\n\n1. ','    ','\n\n| a | b |\n|---|---|\n| ',' | ','http://a.b','a@b.co','[^1]','\n\n[^1]: ','\n\n[x]: /u "t"\n\n','[x]','a','b','é','中','“','”','.',',',' ',' ',' ','!','word','word','word ','😀','=','-','#',':','@',"'",'`c`','**b**','_e_', '[l](/u)']
const md = fc.array(fc.constantFrom(...atoms), {maxLength: 25}).map(a => a.join(''))
const norm = (x) => x.replace(/[\0\s]+/g,'')
for (const path of ['a.md','a.mdx']) {
const o = {...opts, path}
fc.assert(fc.property(md, (s) => {
  if (/\[x\]\s*\n/.test(s)) return true
  let r; try { r = markdown.read(s, o) } catch (e) { if (e instanceof DragomanError) return true; throw e }
  const out = r.write(new Map(r.units.map(u => [u.id, [{kind:'target', content: u.content}]])), undefined)
  const r2 = markdown.read(out, o)
  const show = (r) => r.units.map(u => u.role+':'+norm(readable(u.content)))
  if (JSON.stringify(show(r)) !== JSON.stringify(show(r2))) throw new Error('\n'+JSON.stringify(s)+'\n'+JSON.stringify(out)+'\n'+JSON.stringify(show(r))+'\n'+JSON.stringify(show(r2))+'\n'+JSON.stringify(r.units.map(u=>u.content)))
}), {numRuns: Number(process.argv[2])})
}
console.log('ok')
