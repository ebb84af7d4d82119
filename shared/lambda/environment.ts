// What the stack tells a function: names of its resources and the shop's rules. Read once, when the environment starts.
import type { ShopRules } from '../profile/shop.ts';

/**
 * A variable of the function's environment.
 * @throws Error where it is missing: the function then never starts, and its alarm says so.
 */
export const variable = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is missing.`);
  return value;
};

/** The stack has checked the rules when it was synthesized: checking them again would cost every start. */
export const shopFromEnvironment = (): ShopRules => JSON.parse(variable('SHOP')) as ShopRules;
