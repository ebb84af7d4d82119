// Programs of the bench run in processes of their own: they get one question, give one answer and end.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** On the program's side. */
export const answerParent = async <Question, Answer>(work: (question: Question) => Promise<Answer>): Promise<void> => {
  const [question] = await once(process, 'message');
  const answer = await work(question as Question);
  process.send?.(answer, () => process.disconnect());
};

/** @throws Error where the program ends without an answer */
export const askProgram = async <Question extends object, Answer>(
  program: URL,
  question: Question,
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> => {
  const child = fork(fileURLToPath(program), { env: { PATH: process.env.PATH, ...env }, stdio: 'inherit' });
  const answer = firstMessage(child);
  child.send(question);
  try {
    return (await answer) as Answer;
  } finally {
    await endChild(child);
  }
};

/** The first thing a program says. @throws Error where it ends before */
export const firstMessage = async (child: ChildProcess): Promise<unknown> => {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${child.spawnfile} ended (${code}) without an answer.`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return message;
};

export const endChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
};
