// How every command of an operator ends: done, or with one sentence that says what to do.

/** @example await runCommand(async () => { console.log(await issue(order)); }); */
export const runCommand = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
};
