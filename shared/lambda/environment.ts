// What the stack tells a function: names of its resources and the shop's rules. Read once, when the environment starts.
import { type ShopRules, shopRules } from '../profile/shop.ts';

/**
 * A variable of the function's environment.
 * @throws Error where it is missing: the function then never starts, and its alarm says so.
 */
export const variable = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is missing.`);
  return value;
};

export const shopFromEnvironment = (): ShopRules => shopRules.parse(JSON.parse(variable('SHOP')));
