/**
 * An article as a newsroom serves it: round the story stand navigation, consent and analytics scripts, styles,
 * structured data, figures, related stories and footer links. All of it is original filler; the shares follow
 * what front ends of news sites send.
 */

/** @param article what stands inside `<article>`. */
export function newsroomPage(article: string, nth: number): string {
  const headline = /<h1>(.*?)<\/h1>/.exec(article)?.[1] ?? 'Untitled'
  return `<!doctype html>
<html lang="en" dir="ltr" class="no-js">
${head(headline, nth)}
<body class="page page--article has-sidebar" data-page-id="${nth}" data-section="local">
<a class="skip-link" href="#main">Skip to content</a>
${masthead()}
<div class="page__columns">
<main id="main" class="page__main">
<article id="a${nth}" class="article article--news" data-id="urn:example:article:${nth}">
${story(article, nth)}
</article>
${related(nth)}
</main>
${sidebar(nth)}
</div>
${footer()}
${scripts(nth)}
</body>
</html>
`
}

const SECTIONS = [
  'World',
  'Local',
  'Politics',
  'Business',
  'Harbour',
  'Climate',
  'Culture',
  'Sport',
  'Opinion',
]
const TOPICS = ['Elections', 'Transport', 'Courts', 'Health', 'Schools', 'Housing', 'Weather', 'Events']
const TEASERS = [
  'Night trains return to the coast line after nine years',
  'What the new harbour fees mean for small boats',
  'Council opens its books on the bridge works',
  'The library that moved across the river in one night',
  'River levels: what the gauges say this week',
  'Five things to know before the spring vote',
  'Port workers weigh a second offer',
  'How a village school kept its last class',
]
const WIDTHS = [320, 480, 640, 800, 1024, 1280, 1600]

const each = (count: number, print: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => print(at)).join('\n')
const slug = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+/g, '-')

function head(headline: string, nth: number): string {
  const url = `https://news.example.org/local/${slug(headline)}`
  return `<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${headline} | The Example Gazette</title>
<meta name="description" content="${headline}: what happened, and what comes next.">
<meta name="robots" content="max-image-preview:large">
<link rel="canonical" href="${url}">
<meta property="og:type" content="article">
<meta property="og:title" content="${headline}">
<meta property="og:description" content="What happened, and what comes next.">
<meta property="og:image" content="https://img.example.org/${nth}/1200x630.jpg">
<meta property="og:url" content="${url}">
<meta name="twitter:card" content="summary_large_image">
${each(12, (at) => `<link rel="preload" as="${at % 2 ? 'font' : 'script'}" href="https://static.example.org/assets/${at}.b7d1${at}c.${at % 2 ? 'woff2' : 'js'}" crossorigin>`)}
<script type="application/ld+json">${structuredData(headline, url, nth)}</script>
<style>${styles()}</style>
<script>${consent()}</script>
</head>`
}

function structuredData(headline: string, url: string, nth: number): string {
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': url,
    headline,
    datePublished: '2026-11-01T10:00:00Z',
    image: WIDTHS.map((width) => `https://img.example.org/${nth}/${width}.jpg`),
    author: [{ '@type': 'Person', name: 'Ana Ruiz', url: 'https://news.example.org/by/ana-ruiz' }],
    publisher: {
      '@type': 'NewsMediaOrganization',
      name: 'The Example Gazette',
      logo: 'https://static.example.org/logo.svg',
    },
    isAccessibleForFree: true,
  })
}

const styles = () =>
  each(
    60,
    (at) =>
      `.c${at}{display:grid;grid-template-columns:repeat(${1 + (at % 4)},minmax(0,1fr));gap:${at % 9}px;color:#1${at % 10}2${at % 7}3;margin:0 auto}\n@media (min-width:${600 + at * 8}px){.c${at}>.c${at}__item{padding:${at % 5}rem ${at % 3}rem}}`,
  )

const consent = () =>
  each(
    40,
    (at) =>
      `window.__q=window.__q||[];window.__q.push(["consent",{purpose:${at},vendor:"v${at * 7}",set:function(a,b){return a&&b<${at}?a:b}}]);`,
  )

function masthead(): string {
  return `<header class="masthead" role="banner">
<a class="masthead__logo" href="/" aria-label="The Example Gazette, front page">${icon(6)}</a>
<button class="masthead__menu" type="button" aria-expanded="false" aria-controls="nav">${icon(2)}<span>Menu</span></button>
<nav id="nav" class="nav" aria-label="Sections"><ul class="nav__list">
${each(SECTIONS.length, (at) => `<li class="nav__item"><a class="nav__link" href="/${slug(SECTIONS[at]!)}" data-track="nav:${at}">${SECTIONS[at]}</a><ul class="nav__sub">${each(5, (sub) => `<li class="nav__subitem"><a class="nav__sublink" href="/${slug(SECTIONS[at]!)}/${slug(TOPICS[(at + sub) % TOPICS.length]!)}" data-track="nav:${at}:${sub}">${TOPICS[(at + sub) % TOPICS.length]}</a></li>`)}</ul></li>`)}
</ul></nav>
<form class="search" action="/search" role="search"><input type="search" name="q" placeholder="Search the Gazette" aria-label="Search"><button type="submit">Search</button></form>
</header>`
}

const icon = (paths: number) =>
  `<svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${each(paths, (at) => `<path d="M${at} 12.${at}c0-4.42 3.58-8 8-8s8 3.58 8 8-3.58 8-8 8-8-3.58-8-8zm2 0c0 3.31 2.69 6 6 6" fill="none" stroke="currentColor"/>`)}</svg>`

/** The story with a byline, a lead picture, an advertisement every third paragraph, and links. */
function story(article: string, nth: number): string {
  let paragraph = 0
  return article
    .replace('</h1>', `</h1>\n${byline()}\n${picture(nth, 'A ferry at the northern quay')}`)
    .replace(/<p>(.*?)<\/p>/g, (_, words: string) => {
      paragraph++
      const linked =
        paragraph % 2 === 0
          ? words
          : words.replace(
              /(\w+ \w+ \w+)(?=[,.])/,
              `<a class="link" href="/local/story-${nth}-${paragraph}" data-track="body:${paragraph}">$1</a>`,
            )
      return `<p class="article__p" data-block="${nth}-${paragraph}">${linked}</p>${paragraph % 3 === 0 ? advertisement(paragraph) : ''}`
    })
}

const byline = () =>
  `<div class="article__meta"><span class="byline">By <a rel="author" href="/by/ana-ruiz">Ana Ruiz</a></span> <time datetime="2026-11-01T10:00:00Z">1 November 2026</time>${each(4, (at) => `<button class="share share--${at}" type="button" data-track="share:${at}" aria-label="Share, way ${at + 1}">${icon(2)}</button>`)}</div>`

const picture = (nth: number, alt: string) =>
  `<figure class="figure"><picture>${each(2, (kind) => `<source type="image/${kind ? 'webp' : 'avif'}" sizes="(min-width: 1024px) 660px, 100vw" srcset="${WIDTHS.map((width) => `https://img.example.org/${nth}/${width}.${kind ? 'webp' : 'avif'}?q=75 ${width}w`).join(', ')}">`)}<img class="figure__img" src="https://img.example.org/${nth}/800.jpg" width="800" height="533" loading="lazy" decoding="async" alt="${alt}"></picture><figcaption class="figure__caption">${alt}. <span class="credit">Photograph: Gazette archive</span></figcaption></figure>`

const advertisement = (at: number) =>
  `\n<div class="ad ad--inline" id="ad-${at}" data-ad-unit="/1234/gazette/local" data-ad-sizes="[[300,250],[336,280],[1,1]]" aria-hidden="true"><script>window.__ads=window.__ads||[];window.__ads.push({slot:"ad-${at}",sizes:[[300,250],[336,280]],lazy:true});</script></div>`

const card = (nth: number, at: number) =>
  `<li class="card"><a class="card__link" href="/local/${slug(TEASERS[at % TEASERS.length]!)}-${nth}" data-track="card:${at}">${picture(nth * 10 + at, TEASERS[at % TEASERS.length]!)}<h3 class="card__title">${TEASERS[at % TEASERS.length]}</h3></a></li>`

const related = (nth: number) =>
  `<section class="related" aria-label="Related stories"><h2>More on this story</h2><ul class="related__list">\n${each(6, (at) => card(nth, at))}\n</ul></section>`

const sidebar = (nth: number) =>
  `<aside class="sidebar"><h2>Most read</h2><ol class="most-read">\n${each(8, (at) => `<li class="most-read__item"><a href="/local/${slug(TEASERS[at]!)}-${nth}" data-track="most:${at}"><span class="most-read__rank">${at + 1}</span> ${TEASERS[at]}</a></li>`)}\n</ol>${advertisement(99)}</aside>`

const footer = () =>
  `<footer class="footer" role="contentinfo">${each(4, (column) => `<section class="footer__column"><h2>${SECTIONS[column]}</h2><ul>${each(TOPICS.length, (at) => `<li><a class="footer__link" href="/${slug(SECTIONS[column]!)}/${slug(TOPICS[at]!)}">${TOPICS[at]}</a></li>`)}</ul></section>`)}<p class="footer__legal">© 2026 The Example Gazette. All rights reserved. The Gazette is not responsible for other sites.</p></footer>`

/** The page's data once more for the script that brings it to life, and a tag manager. */
const scripts = (nth: number) =>
  `<script id="__DATA__" type="application/json">${JSON.stringify({ props: { page: nth, cards: Array.from({ length: 60 }, (_, at) => ({ id: `urn:example:${nth}:${at}`, title: TEASERS[at % TEASERS.length], href: `/local/${at}`, image: { src: `https://img.example.org/${at}.jpg`, width: 800, height: 533 }, tracking: { slot: at, section: 'local', experiment: `x${at % 5}` } })) } })}</script>
<script>${each(80, (at) => `!function(e,t){var n=e.g${at}||(e.g${at}={q:[],t:Date.now()});n.q.push(arguments);for(var r=0;r<n.q.length&&r<${at};r++)t[r]=n.q[r]}(window,[]);`)}</script>
<script async src="https://static.example.org/app.7c1e0f.js"></script>`
