import { markdown } from './src/formats/markdown.ts'
const opts = { path: process.argv[2] ?? 'a.md', locale: 'en', frontMatter: ['headline','title','standfirst','image.alt','images.*.alt','liveUpdates.text'], credits: ['.credit'], keywords: false,
  recognise: { isLabel: (l) => /^Powered by automated|^Traducción autom/.test(l), isUpdated: (l) => /^Updated: /.test(l) } }
const s = `---
title: Hello   # c
images:
  - alt: 'A ''man'''
    url: http://x
liveUpdates:
  - text: |
      One.
      Two.
updated: "Updated: Nov 5"
---
# Head *line* #

*A standfirst here.*

Para with **bold _nested_** and \`code\` and [link](http://a.b "T \\"q\\"") &amp; \\* star,
soft wrap https://x.y/z, ![alt *x* &lt;](i.png "ti").
Hard  
break<br>x <b class="q">bb</b> <!-- c --> [^1] <span class="credit">By X</span>

> quote one
> two **x
> y** end

- [ ] task one
- item
  cont [ref] and [full][ref] ![i][ref] ![ref]

| a | b \\| c |
|---|---|
| \`x\` | **y** |

[^1]: Foot note
    more

[ref]: http://x "t"

Updated: Nov 5, 2023

*Powered by automated translation (X).*
`
const r = markdown.read(s, opts)
for (const u of r.units) console.log(u.id, u.role, JSON.stringify(u.content.text.replaceAll('\uFFFC','¤')), u.content.codes.map(c=>c.kind[0]+c.id+c.name+' '+JSON.stringify(c.raw)).join(' | '))
console.log(r.write(new Map(), undefined) === s)
const kept = new Map(r.units.map(u => [u.id, [{kind:'kept', start:0, end:u.content.text.length}]]))
console.log(r.write(kept, undefined) === s)
const tgt = new Map(r.units.map(u => [u.id, [{kind:'target', content: {...u.content, text: u.content.text.toUpperCase()}}]]))
const d = { articleId:'a', state:'machine', locale:'ar', direction:'rtl', sourceLocale:'en', sourceDirection:'ltr', label:'Traducción automática (*Apertium*).', labelLocale:'es', providers:['Apertium','G: x'], digitalSourceType:'trainedAlgorithmicMedia', aiDisclosure:'ai-autonomous', sourceHash:'0123456789abcdef', canonicalUrl: undefined, originalUrl:'http://x/y', readOriginal:'Read [it]', updatedLine: (l) => 'Actualizado: x' }
const out = r.write(tgt, d)
console.log(out)
const r2 = markdown.read(out, opts)
console.log(r2.write(new Map(), d) === out)
