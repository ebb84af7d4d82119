// Which of our languages a reader gets.
import { type Language, language } from '../profile/shop.ts';

/**
 * The first language of an Accept-Language header that we speak (its order is taken as the preference), else the shop's.
 * @example chooseLanguage('de-AT,en;q=0.8', 'en') is 'de'
 */
export const chooseLanguage = (acceptLanguage: string | undefined, otherwise: Language): Language => {
  for (const part of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const spoken = language.safeParse(part.trim().slice(0, 2).toLowerCase());
    if (spoken.success) return spoken.data;
  }
  return otherwise;
};
