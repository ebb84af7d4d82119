// What every part of the page needs to draw itself.
import type { Formats } from '../../../shared/web/formats.ts';
import type { SuiteWords } from '../../../shared/web/words.ts';
import type { TrackedParcel } from '../output.ts';
import type { OlderScans } from './scans.ts';
import type { Words } from './words.ts';

export interface Scene {
  readonly words: Words;
  readonly suite: SuiteWords;
  readonly formats: Formats;
  /** Where a person answers. */
  readonly contact: string | undefined;
  /** The tracking number that was copied a moment ago. */
  readonly copied: string | undefined;
  readonly copy?: (trackingNumber: string) => void;
  readonly olderScansOf: (parcelId: TrackedParcel['parcelId']) => OlderScans;
  readonly loadOlderScans: (parcelId: TrackedParcel['parcelId']) => void;
}
