/** One row: the rule it shows, and a text with “|” where a sentence ends. */
export type Row = readonly [rule: string, text: string]

/** Original sentences, by language. */
export const sentenceTable: Readonly<Record<string, readonly Row[]>> = {
  en: [
    [
      'a full stop, a question mark and an exclamation mark end a sentence',
      'The dam held. |Did the bridge? |No! |It fell.',
    ],
    ['a title belongs to the name', 'Dr. Amara Obi met Lt. Gov. Hill and Sens. Park and Lowe. |All agreed.'],
    [
      'initials belong to the name',
      'The prize went to T. S. Marlow and D.R. Finch. |The jury of W. E. B. Studios was split.',
    ],
    [
      'an initial ends a sentence before a word that opens one',
      'The memo was signed by Agent K. |She denies it.',
    ],
    ['U.S. goes on before a name', 'The U.S. Coast Guard and the U.N. Refugee Agency sent boats.'],
    [
      'U.S. ends a sentence before a word that opens one',
      'Exports to the U.S. rose. |He flew to the U.S. |They stayed.',
    ],
    [
      'a firm’s ending goes on before a name',
      'Norden Corp. Chief Executive Ida Lund resigned from Halden Inc. on Friday.',
    ],
    ['a firm’s ending may end the sentence', 'The board sued Norden Corp. |It wants its money back.'],
    ['a time goes on before a day or a zone', 'Doors open at 7 p.m. Saturday and at 9 a.m. GMT on Sunday.'],
    ['a time may end the sentence', 'Votes were counted until 11 p.m. |Observers stayed all night.'],
    ['a time alone is no sentence', 'At 6 a.m. Ms. Hale called the police.'],
    [
      'No. and a month belong to their number',
      'Ward No. 9 votes on Oct. 14 and on Nov. 2 again. |Case No. 11-204 is closed.',
    ],
    ['No is an answer before anything but a number', 'Would she run again? |No. |She was done.'],
    ['a number is never cut', 'Prices rose 4.75 percent to $1,204.50 in version 2.1.3 of the index.'],
    [
      'a sentence may begin with a number',
      'The valley was cleared. |12,000 people left. |$3 million was lost.',
    ],
    [
      'a sentence may begin in lower case by name',
      'Shares fell. |iPhone sales did not. |al-Noor Bank closed.',
    ],
    [
      'a link is never cut',
      'See https://news.example.org/a.b?q=1.2&r=x. |Then write to tips@desk.example.org. |Thanks.',
    ],
    [
      '“etc.” ends only before a capital',
      'They took flags, drums, etc. to the square. |They left scarves, etc. |Nobody was hurt.',
    ],
    ['e.g. and i.e. never end a sentence', 'Some crops, e.g. Basmati rice, i.e. the export kind, failed.'],
    ['versus never ends a sentence', 'In Holt v. Ames and Roe vs. Dane the court was split.'],
    [
      'a short quotation stays whole with its speaker',
      '“The water came at night. We ran uphill,” she said. |“Nobody slept.”',
    ],
    [
      'an embedded question goes on',
      '“Who pays?” she asked. |"Nobody!" he shouted back. |“Then why?” Amina Yusuf asked.',
    ],
    [
      'a closing quotation mark stays with its sentence',
      '“We are staying.” |The hall rose. |He called it "a farce". |The rest is known.',
    ],
    ['quotations nest', '“My mother said, ‘Take the boat.’ So I took it,” he recalled. |Nobody laughed.'],
    [
      'an apostrophe opens no quotation',
      "The players' bus left. |The '90s were over. |It was the coaches' fault. |All went home.",
    ],
    ['a dash after a quotation goes on', '“No comment!” — That was all Ms. Reyes offered.'],
    [
      'a bracket inside a sentence does not cut it',
      'The club (it won twice. Once by luck.) has folded. |Its fans wept.',
    ],
    ['a bracketed sentence stands alone', 'He denied it. |(He later confessed.) |The case is closed.'],
    ['a caption’s credit stands alone', 'A girl sells bread in Lagos, Aug. 3, 2022. |(Photo: Ada Obi/Desk)'],
    [
      'a footnote stays with its sentence',
      'The toll is disputed.[4] |Officials say 90.[5][6] |Others say more.² |None agree.',
    ],
    [
      'a reference that lost its superscript stays too',
      'Sleep improves with daylight.12 13 |This was shown twice.',
    ],
    [
      'an ellipsis ends before a capital only',
      'I meant … well, never mind. |They waited... |Nothing came. |It was ... odd.',
    ],
    ['an omission in brackets does not end', '“The state […] Shall not pass [...] Any law,” it reads.'],
    ['marks may repeat', 'They signed what?! |Really??? |Yes!!! |All of it.'],
    [
      'a dateline is part of its sentence',
      'PORT HARCOURT, Nigeria (AP) — Crews found oil. |ST. PAUL, Minn. — Snow fell. |MADISON, Wis., Dec. 4 — It froze.',
    ],
    [
      'a list marker stays with its item',
      '1. Rinse the rice. |2. Boil it. |(a) Add salt. |b) Stir. |IV. Serve.',
    ],
    ['the items of a list in one line part', '1) fresh bread |2) salted butter |3) a jar of jam'],
    ['bullets part', '• Rents up 3% |• Wages flat |• Fares frozen'],
    ['a bullet after a sentence begins one', 'Rents rose. |• Wages fell.'],
    [
      'a forgotten blank is seen',
      'The vote was close.|The mayor conceded. |Mr. Lowe won 1,204,000.|That was all.',
    ],
    ['a domain is no forgotten blank', 'The shop Bolts.Com and the site Example.Org merged on Monday.'],
    ['a name may carry a mark', 'Shares of Yahoo! Finance rose. |Jeopardy! host Ann Lee left.'],
    ['a missing capital does not hide a sentence', 'The hearing was postponed. |lawyers shrugged.'],
    ['units may end a sentence', 'The wall is 12 ft. |It leaks. |It weighs 40 lbs. |The crew left.'],
    ['a street name goes on', 'The march went down Fifth Ave. and Wall St. to St. Mary’s. |It ended there.'],
    ['an emoji begins the next sentence', 'We won! |🎉 Thanks, all.'],
  ],
  de: [
    [
      'ordinals go on before a noun',
      'Am 7. November beginnt der 23. Parteitag im 19. Jahrhundert-Saal. |Der Eintritt ist frei.',
    ],
    [
      'a number may end a sentence',
      'Das Urteil steht auf Seite 48. |Dort liest es niemand. |Es war 2019. |Berlin schwieg.',
    ],
    [
      'spaced abbreviations stay whole',
      'Betroffen sind z. B. Pendler, d. h. rund 2 Mio. Menschen i. d. R. ohne Auto. |Sie warten.',
    ],
    ['titles stay with the name', 'Prof. Dr. Kern und Fr. Vogt trafen den Minister a. D. Lang. |Er schwieg.'],
    ['“usw.” may end a sentence', 'Es fehlen Brot, Milch usw. |Die Läden sind leer.'],
    [
      'low and high quotation marks',
      '„Wir bleiben.“ |So endete der Abend. |„Wer zahlt?“, fragte sie. |»Niemand.« |Er ging.',
    ],
    ['articles of law', 'Nach Art. 3 Abs. 2 GG gilt das. |Siehe § 5 Nr. 1 und S. 12.'],
    ['dates in figures', 'Am 3. 10. 2021 und am 4.5.2022 war Pause. |Danach nicht.'],
    ['kings', 'Das Bild zeigt Ludwig XIV. Umgebung und Karl II. Schloss. |Es ist alt.'],
  ],
  fr: [
    ['M. is a title', 'M. Lefort et Mme Roy ont vu le Dr. Blanc. |Ils se taisent.'],
    ['guillemets with blanks', '« Nous restons. » |La foule chante. |« Pourquoi ? » demande-t-elle. |Rien.'],
    [
      'p. ex., etc. and art.',
      'Les fruits, p. ex. les figues, etc. manquent. |L’art. 12 al. 2 le dit. |On attend.',
    ],
    [
      'J.-C. before a verb and at an end',
      'La ville date du IIe siècle av. J.-C. et du Ier apr. J.-C. |Elle dort.',
    ],
  ],
  es: [
    ['opening marks begin a sentence', '¿Quién paga? |¡Nadie! |Pablo, ¿vienes? |¿Y tú?'],
    ['p. m. set apart may end', 'Cerraron a las 8 p. m. |Vecinos y agentes esperan.'],
    [
      'EE. UU. is one word',
      'Viajó a EE. UU. el martes. |La Sra. Vega y el Dr. Ríos, no. |Vive en EE. UU. |Ella no.',
    ],
    ['núm., pág. and art. belong to the number', 'Calle Sol, núm. 8, pág. 3, art. 21. |Fin.'],
    ['dialogue goes on after its speaker', '—Ya voy —dijo ella—. Espera un poco.'],
    ['angle quotes', '«No firmamos». |Así habló. |«¿Quién?», dijo Aldo. |Nadie.'],
    ['I. A. are initials', 'La inversión en I. A. crece. |Falta talento.'],
  ],
  it: [
    ['titles', 'Il dott. Neri e l’on. Galli parlano con il sig. Conti. |Nessuno ascolta.'],
    ['ecc. and art.', 'Mancano pane, latte, ecc. |La gente aspetta. |Vedi l’art. 9 a pag. 4. |Basta.'],
  ],
  pt: [
    ['titles', 'O Sr. Lima e a Dra. Paz chegaram à av. Brasil, n. 40. |Ninguém falou.'],
    ['p. ex. and etc.', 'Faltam frutas, p. ex. uvas, etc. |Os preços sobem.'],
  ],
  nl: [
    ['titles and initials', 'Dhr. Smit sprak met mevr. De Wit en J.P. van Dam. |Zij zweeg.'],
    ['o.a. and enz.', 'Er was o.a. Goudse kaas, brood, enz. |Niemand at. |’s Avonds regende het.'],
  ],
  pl: [
    [
      'titles and abbreviations',
      'Prof. Nowak i dr hab. Lis mówili m.in. o 2021 r. w Łodzi na ul. Długiej. |Sala słuchała.',
    ],
    ['ordinals', 'To 3. miejsce i 21. wiek. |Drużyna ma 12. |Kibice milczą.'],
  ],
  ru: [
    ['initials and cities', 'А. П. Ким и Б.В. Ли приехали в г. Тверь. |Их ждали.'],
    ['years', 'В 2019 г. завод закрыли. |Его открыли в 1970 г. |В 2021 г. снесли.'],
    ['и т. д. may end', 'Нет хлеба, воды и т. д. |Люди ждут.'],
    ['a dash after a quotation', '«Мы здесь!» — сказал Петров. |«Где?» — Никто не ответил.'],
    ['им is a pronoun too', 'Врач помог им. |Они ушли. |Парк им. Горького закрыт.'],
  ],
  uk: [
    [
      'streets and cities',
      'У м. Львові, на вул. Зеленій, 5, гасили пожежу. |Ніхто не постраждав. |В. І. Коваль подякував.',
    ],
  ],
  bg: [['titles and years', 'Г-н Иванов и д-р Петрова от с. Баня дойдоха през 2020 г. |Те мълчат.']],
  cs: [
    [
      'ordinals, titles',
      'Dne 5. května mluvil prof. Novák s Ing. Dvořákem např. o ul. Dlouhé. |Nikdo nepřišel.',
    ],
  ],
  sk: [['titles', 'Dňa 3. mája hovoril prof. Kováč napr. o Ing. Horákovi. |Nikto neprišiel.']],
  hr: [
    ['ordinals, titles', 'Dana 2. svibnja govorio je dr. Horvat, npr. o ul. Ilica br. 5. |Nitko nije došao.'],
  ],
  sr: [['Cyrillic and Latin', 'Др. Петровић је дошао 2. маја. |Нико није питао. |Dr. Jović je otišao.']],
  da: [
    [
      'ordinals and abbreviations',
      'Den 4. maj talte hr. Holm bl.a. med dr. Lund. |Ingen svarede. |De ses kl. 9.',
    ],
  ],
  nb: [['ordinals and abbreviations', 'Den 17. mai talte f.eks. dr. Berg. |Ingen svarte.']],
  sv: [
    [
      'abbreviations and right-hand quotes',
      'Det gäller t.ex. Dr. Ek, m.fl. |Ingen svarade. |”Vi stannar.” |Så blev det.',
    ],
  ],
  fi: [
    [
      'ordinals and abbreviations',
      'Kokous on 6. toukokuuta esim. Oulussa. |Paikalla oli prof. Laine. |Kukaan ei puhunut.',
    ],
  ],
  hu: [
    [
      'ordinals and dates',
      'A 2. kerület 2021. május 4. napján ünnepelt. |Dr. Kiss beszélt. |Senki nem jött.',
    ],
  ],
  ro: [['titles', 'Dl. Popa și dr. Ion locuiesc pe str. Lungă nr. 4. |Nimeni nu știe.']],
  ca: [['titles and EE. UU.', 'El Sr. Vila i la Dra. Pou van anar als EE. UU. el 2020. |Ningú no parla.']],
  el: [
    ['the semicolon asks', 'Ποιος πληρώνει; |Κανείς. |Ο κ. Παππάς και ο δρ. Νίκου έφυγαν π.χ. χθες. |Τέλος.'],
  ],
  tr: [
    [
      'ordinals before capitals',
      'TBMM’nin 12. Dönemi açıldı. |Prof. Dr. Kaya vb. isimler geldi. |Kimse sormadı.',
    ],
  ],
  hy: [['the verjaket and the colon end', 'Նա գնաց։ |Ով է եկել: |Ժամը 12:30 է, այսինքն. ուշ է։']],
  ar: [
    ['commas and colons are inside', 'قال المدير: سنعود، ولو بعد حين؛ فالأمر لنا. |هل عاد؟ |لا أحد يعلم!'],
    ['a letter after a number may end', 'بدأ الحفل في الساعة 7 م. |حضر الجميع.'],
    ['titles', 'زار د. سامي المدينة مع أ. ليلى. |ثم غادرا.'],
    ['an embedded question goes on', '«من يدفع؟» سأل الرجل. |لم يجب أحد.'],
  ],
  fa: [['plain', 'او رفت. |چه کسی ماند؟ |هیچ‌کس.']],
  ur: [['the Urdu full stop', 'وہ چلا گیا۔ |کون رہا؟ |کوئی نہیں۔']],
  he: [['marks inside words', 'ד"ר לוי פגש את ח"כ כהן בשעה 8:15. |איש לא שאל. |"נישאר." |כך אמר.']],
  hi: [['the danda and initials', 'डॉ. मेहता और पी. के. रॉय आए। |कौन गया? |कोई नहीं।']],
  bn: [['the danda', 'তিনি চলে গেলেন। |কে থাকল? |কেউ না।']],
  ta: [['the full stop', 'அவர் சென்றார். |யார் வந்தார்? |யாரும் இல்லை.']],
  th: [['blanks and stops are inside', 'ดร. สมชายเดินทาง ไปเชียงใหม่ เมื่อ พ.ศ. 2564 แล้วกลับ']],
  my: [['the section mark ends, the little one does not', 'သူသွားပြီ၊ မပြန်ဘူး။ |ဘယ်သူလဲ။']],
  am: [['without blanks', 'እሱ ሄደ። |ማን ቀረ፧|ማንም።']],
  km: [['the khan', 'គាត់ទៅហើយ។ |អ្នកណានៅ?']],
  zh: [
    ['without blanks', '水位上涨。|谁负责？|没人知道！|雨停了。'],
    ['a quotation announced by a colon ends the sentence', '他说：“我们留下。我们不怕。”|大家鼓掌。'],
    ['a quotation with its speaker goes on', '“谁来付钱？”老李问。|没人回答。'],
    ['a title in brackets is a name', '他们看了《你好！春天》三次。|都哭了。'],
    ['an ellipsis is inside, a decimal too', '他想了……还是没走。|涨幅为3.5%。|结束。'],
  ],
  'zh-Hant': [['the script does not matter', '水位上漲。|誰負責？|「我們留下。」|大家鼓掌。']],
  ja: [
    ['without blanks', '水が来た。|誰が払うのか？|誰も知らない。'],
    ['a quotation with a particle goes on', '「残ります。怖くない。」と彼は言った。|皆が泣いた。'],
    ['brackets inside', '知事（会議を休んだ。）は黙った。|３．５％だった。|終わり。'],
  ],
  ko: [
    ['plain', '물이 들어왔다. |누가 책임지나? |아무도 모른다.'],
    ['a quotation with a particle goes on', '“남겠습니다.”라고 그가 말했다. |모두 울었다.'],
    ['an embedded question goes on', '“정말?” 그가 물었다. |답은 없었다.'],
    ['dates', '행사는 2021. 5. 4. 열렸다. |끝났다.'],
  ],
  vi: [['titles', 'TS. Lan và PGS. Minh đến TP. Huế. |Không ai hỏi.']],
  id: [['titles', 'Bpk. Joko dan Dr. Sari tinggal di Jl. Merdeka No. 5. |Tidak ada yang tahu.']],
  'en-GB': [['the region does not matter', 'Mr. Okafor left. |Nobody asked.']],
  'pt-BR': [['the region does not matter', 'O Sr. Lima chegou. |Ninguém falou.']],
  xx: [['an unknown language gets what all share', 'Dr. Vash Inc. alu e.g. Mora. |Tiku ran? |Oso!']],
}
