/** The languages of the pages; the first is for everybody who reads none of them. */
const PAGE_LANGUAGES = ['en', 'de'] as const;

export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

const isPageLanguage = (word: string): word is PageLanguage => PAGE_LANGUAGES.some((language) => language === word);

/**
 * The language of a page: the account's, where pages have it; else the first that the browser asks for and pages have.
 * @param account null where nobody has signed in
 * @param accepted the header Accept-Language
 */
export function pageLanguage(account: string | null, accepted: string | undefined): PageLanguage {
  if (account !== null && isPageLanguage(account)) return account;
  const asked = (accepted ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
      return { language: tag.split('-')[0] ?? '', quality: Number(quality ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return asked.map(({ language }) => language).find(isPageLanguage) ?? PAGE_LANGUAGES[0];
}

/** Words of a page in all its languages; the compiler wants each in each. */
export const inLanguages =
  <Words>(en: Words, de: NoInfer<Words>) =>
  (language: PageLanguage): Words =>
    ({ en, de })[language];
