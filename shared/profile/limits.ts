// How much one request to the profile may hold: what the port promises, whoever keeps it.

/** Journey events on one page of the timeline, if the caller does not say. */
export const TIMELINE_PAGE = 50;
/** Scans on one page of older scans. */
export const SCANS_PAGE = 50;
/** Waiting facts, or unpublished events, in one answer to the sweeper. */
export const SWEEP_PAGE = 200;

/** Items in one transaction: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const TRANSACTION_ITEMS = 100;
/** Bytes of one item, names included: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const ITEM_BYTES = 400 * 1024;

/** What was to be kept is larger than the profile can ever hold: no retry helps. Nothing was written. */
export class TooLargeForProfile extends Error {
  override readonly name = 'TooLargeForProfile';
}
