/** Files that lie beside articles and are none: passed over in silence. */
const ASSETS =
  /\.(?:jpe?g|png|gif|webp|avif|svg|ico|mp[34]|m4[av]|mov|webm|ogg|wav|pdf|css|js|mjs|woff2?|ttf|otf|zip)$/i

export const isAsset = (path: string): boolean => ASSETS.test(path)
