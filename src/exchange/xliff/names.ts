/** The core namespace of XLIFF 2.0 and 2.1, and that of 2.2. */
export const CORE = 'urn:oasis:names:tc:xliff:document:2.0'
export const CORE_2_2 = 'urn:oasis:names:tc:xliff:document:2.2'
export const GLOSSARY = 'urn:oasis:names:tc:xliff:glossary:2.0'
export const METADATA = 'urn:oasis:names:tc:xliff:metadata:2.0'

/** Our own metadata of a unit: the hash of the words that went out, by which those that come back are told from them. */
export const META_CATEGORY = 'dragoman'
export const META_EXPORTED = 'exported'
