// npm run dead-letters -- list | show <id> | redrive <id>|--all [--aws]: what nobody could deliver, understand or work off.
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type LetterPlace, letterPlace } from '../letter-place.ts';
import { type Letter, withLetters } from './dead-letter.ts';
import { redriveLetter } from './dead-letter-redrive.ts';
import { describeLetter } from './dead-letter-text.ts';
import { runCommand } from './run-command.ts';
import { openTarget, type Target } from './target.ts';

const USAGE = 'Say what to do: npm run dead-letters -- list | show <id> | redrive <id> | redrive --all';

interface Asked {
  readonly target: Target;
  readonly letters: readonly Letter[];
  readonly id: string | undefined;
  readonly all: boolean;
}

const list = async ({ letters }: Asked): Promise<void> => {
  if (letters.length === 0) console.log('Nothing lies in dead letters.');
  for (const letter of letters) console.log(describeLetter(letter, new Date()));
};

const show = async ({ letters, id }: Asked): Promise<void> => {
  const { whole } = findLetter(letters, id);
  console.error('This may hold personal data: it is for your eyes, not for a ticket or a chat.');
  console.log(whole);
};

const redrive = async ({ target, letters, id, all }: Asked): Promise<void> => {
  if (all && letters.length === 0) console.log('Nothing lies in dead letters.');
  for (const letter of all ? letters : [findLetter(letters, id)]) {
    try {
      console.log(`${letter.id} ${await redriveLetter(letter, target)}`);
    } catch (error) {
      console.error(`${letter.id} stays. ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
};

const findLetter = (letters: readonly Letter[], id: string | undefined): Letter => {
  if (!id) throw new Error(USAGE);
  const found = letters.find((letter) => letter.id === id);
  if (!found) throw new Error(`There is no letter ${id}. npm run dead-letters -- list tells which there are.`);
  return found;
};

const ACTIONS = { list, show, redrive } as const;

await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { aws: { type: 'boolean', default: false }, all: { type: 'boolean', default: false } },
  });
  const [action = '', id] = positionals;
  const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action as keyof typeof ACTIONS] : undefined;
  if (!act) throw new Error(USAGE);
  const target = openTarget(values);
  const places: readonly LetterPlace[] = z.array(letterPlace).parse(JSON.parse(target.output('DeadLetters')));
  await withLetters(places, (letters) => act({ target, letters, id, all: values.all }));
});
