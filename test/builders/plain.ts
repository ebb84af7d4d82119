// Lets a test say `orderId: '1001'` and `paid: 1299`: the types of the product without their brands.
import type * as z from 'zod';

/** A type as a test writes it. Example: `Plain<OrderId>` is `string`. */
export type Plain<Type> =
  Type extends z.core.$brand<string>
    ? Type extends string
      ? string
      : number
    : Type extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : Type extends object
        ? { readonly [Key in keyof Type]: Plain<Type[Key]> }
        : Type;

/** Some of a type's fields, as a test writes them. */
export type Some<Type> = Partial<Plain<Type>>;

/** Takes what a test wrote as what the product means. */
export const as = <Type>(plain: Plain<Type>): Type => plain as unknown as Type;
