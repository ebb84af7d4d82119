// What lies in the dead letters of a running suite, as an operator's command sees it.
import * as z from 'zod';
import { type Letter, withLetters } from '../../infra/commands/dead-letter.ts';
import type { Target } from '../../infra/commands/target.ts';
import { letterPlace } from '../../infra/letter-place.ts';

export const lettersOf = async (target: Target): Promise<readonly Letter[]> =>
  withLetters(z.array(letterPlace).parse(JSON.parse(target.output('DeadLetters'))), async (letters) => letters);
