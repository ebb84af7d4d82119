// What a customer may send: nothing (the pass says which order), or which parcel's older scans they want.
import * as z from 'zod';
import { orderId, parcelId } from '../../shared/profile/ids.ts';

export const input = z.object({
  /** Needed only with a pass that is for all orders of a customer. */
  orderId: orderId.optional(),
  /** `after`: the `next` of the page before. */
  olderScans: z
    .object({
      parcelId,
      after: z
        .string()
        .regex(/^[\x21-\x7e]{1,400}$/, 'must be the `next` of a page')
        .optional(),
    })
    .optional(),
});
