import type { ServerResponse } from 'node:http'
import { sendJson, sendText } from './exchange.ts'
import { type Spoil, spoilt } from './faults.ts'
import { LANGUAGES, type TranslateCall } from './requests.ts'
import { translateLike } from './translate-like.ts'

/** What a billed call is answered with: honest translations, or a reply with one thing wrong about it. */
export function deliver(response: ServerResponse, call: TranslateCall, spoil: Spoil | undefined): void {
  const honest = call.texts.map((text) => translateLike(text, call.target, call.mime))
  const texts = spoil ? spoilt(spoil, honest, call.texts) : honest
  const reply = call.api === 'v3' ? v3Reply(call, texts) : v2Reply(call, texts)
  const json = JSON.stringify(reply)
  if (spoil === 'lose') response.socket?.resetAndDestroy()
  else if (spoil === 'html-page')
    sendText(response, 200, '<!doctype html><title>Sign in</title>', 'text/html')
  else if (spoil === 'truncate') sendText(response, 200, json.slice(0, json.length / 2), 'application/json')
  else sendJson(response, 200, reply)
}

export function v2Reply({ source, model }: TranslateCall, texts: readonly (string | undefined)[]): object {
  const detection = source === undefined ? { detectedSourceLanguage: 'en' } : {}
  return { data: { translations: texts.map((translatedText) => ({ translatedText, model, ...detection })) } }
}

export function v3Reply(call: TranslateCall, texts: readonly (string | undefined)[]): object {
  const detection = call.source === undefined ? { detectedLanguageCode: 'en' } : {}
  // The real one names the project by its number.
  const model = call.model?.replace(/^projects\/[^/]+/, 'projects/123456789')
  const translations = texts.map((translatedText) => ({ translatedText, model, ...detection }))
  if (call.glossary === undefined) return { translations }
  const glossaryConfig = { glossary: call.glossary }
  return {
    // Marked, so that a test can tell which of the two lists a client has read.
    translations: translations.map((each) => ({ ...each, translatedText: 'without the glossary' })),
    glossaryTranslations: translations.map((each) => ({ ...each, glossaryConfig })),
  }
}

export const V3_LANGUAGES = {
  languages: LANGUAGES.map((languageCode) => ({ languageCode, supportSource: true, supportTarget: true })),
}

export const V2_LANGUAGES = { data: { languages: LANGUAGES.map((language) => ({ language })) } }
